import { PatientsTable } from '../../features/patients/public.ts'
import { useTranslation } from 'react-i18next'
import { BesidePanel } from './panels/BesidePanel.tsx'
import { Page } from '../../kit/screen/Page.tsx'

export function PatientsPage() {
  const { t } = useTranslation('staff')
  return (
    <Page title={t('kit:nav.patients')} panel={<BesidePanel />}>
      <PatientsTable />
    </Page>
  )
}
