import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { AlertsPart } from '../alerts/AlertsPart.tsx'
import { AllergiesPart } from '../allergies/AllergiesPart.tsx'
import { useAllergiesLine } from './warning-words.ts'

/** The whole story of what is to be minded about a patient, and where it is written. */
export function WarningsCard({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  return (
    <Card title={t('warning.label')}>
      <div className="flex flex-col gap-5">
        {can('charts.read') ? <AllergiesPart patient={patient} /> : <NamesAlone patient={patient} />}
        <AlertsPart patient={patient} />
      </div>
    </Card>
  )
}

function NamesAlone({ patient: { warnings } }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const lineOf = useAllergiesLine()
  if (!warnings) return null
  return (
    <div>
      <p>{lineOf(warnings.allergies)}</p>
      <p className="text-13 text-muted">{t('allergy.forOthers')}</p>
    </div>
  )
}
