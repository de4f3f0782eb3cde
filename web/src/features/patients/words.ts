import { useCallback } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../kit/session.tsx'

export type PatientKind = Patient['kind']

/** A text of this feature by its key. */
export type Words = (key: string, options?: Record<string, unknown>) => string

/**
 * The feature's texts in the words of the trade: keys may have a twin with `_animal`
 * ("owner" beside "guardian"), taken for an animal or, where no patient is meant, in a veterinary organization.
 */
export function useWords(kind?: PatientKind): Words {
  const { t } = useTranslation('patients') as unknown as { t: TFunction }
  const organization = useOrganization()
  const isAnimal = kind ? kind === 'animal' : organization.kind === 'veterinary'
  return useCallback((key, options) => t(key, { ...options, ...(isAnimal && { context: 'animal' }) }), [t, isAnimal])
}

/** What a new patient is unless said otherwise. */
export function useUsualKind(): PatientKind {
  return useOrganization().kind === 'veterinary' ? 'animal' : 'human'
}
