import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../kit/session/session.tsx'
import { useTrade, type TradeWords } from '../../kit/session/trade.ts'

export type PatientKind = Patient['kind']

export type Words = TradeWords

export const useWords = (kind?: PatientKind): Words => useTrade('patients', kind).t

export function useUsualKind(): PatientKind {
  return useOrganization().kind === 'veterinary' ? 'animal' : 'human'
}
