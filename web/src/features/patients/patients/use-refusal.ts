import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'

/** Why something cannot be done to this patient now, in words; undefined where it can. */
export type Refusal = (verb: keyof Patient['abilities']) => string | undefined

export function useRefusal(patient: Patient | undefined): Refusal {
  const { t } = useTranslation('patients')
  return (verb) => {
    const ability = patient?.abilities[verb]
    if (!ability || ability.allowed) return undefined
    return t(`reason.${ability.reason ?? 'other'}`, {
      context: patient.kind === 'animal' ? 'animal' : undefined,
      defaultValue: t('reason.other'),
    })
  }
}
