import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useLanguage } from '../../../kit/texts/i18n.ts'
import { CodeField } from '../fields/CodeField.tsx'
import type { CodeHit, Coding } from '@polyclinic/contract/records/codes.ts'
import { vaccinesFound } from './queries.ts'

type Props = {
  patient: Patient
  value: Coding | null
  error?: string
  onPick: (hit: CodeHit & { againMonths?: number }) => void
  onWords: (text: string) => void
  onClear: () => void
}

/** Finds a vaccine in the list of its trade. */
export function VaccineField({ patient, ...field }: Props) {
  const { t } = useTranslation('records')
  const { slug } = useOrganization()
  const { language } = useLanguage()
  const ask = vaccinesFound(slug, patient.kind, language)
  const { data } = useQuery(ask(''))
  return <CodeField {...field} label={t('immunizations.find')} ask={ask} lists={data?.lists} />
}
