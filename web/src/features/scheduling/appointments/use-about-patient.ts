import { useTranslation } from 'react-i18next'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** What tells a patient from others of that name: species and owner, or the birth date, each with the age. */
export function useAboutPatient() {
  const { t } = useTranslation('scheduling')
  const format = useFormat()
  return ({ species, birthDate, guardianName }: Appointment['patient']) => [
    species && t(`species.${species}`, { defaultValue: species }),
    !species && birthDate && format.date(birthDate),
    birthDate && format.age(birthDate),
    guardianName,
  ]
}
