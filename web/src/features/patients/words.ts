import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../kit/session/session.tsx'
import { useTrade, type TradeWords } from '../../kit/session/trade.ts'

export type PatientKind = Patient['kind']

export type Words = TradeWords

/** The feature's texts, for this kind of patient or, without one, for the organization's. */
export const useWords = (kind?: PatientKind): Words => useTrade('patients', kind).t

/** What a new patient is unless said otherwise. */
export function useUsualKind(): PatientKind {
  return useOrganization().kind === 'veterinary' ? 'animal' : 'human'
}
