import { useTranslation } from 'react-i18next'
import { TodayBoard } from '../../features/scheduling/public.ts'
import { BesidePanel } from './BesidePanel.tsx'
import { Page } from './Page.tsx'
import { UnfinishedSetup } from './UnfinishedSetup.tsx'

export function TodayPage() {
  const { t } = useTranslation('staff')
  return (
    <Page title={t('nav.today')} panel={<BesidePanel />}>
      <UnfinishedSetup />
      <TodayBoard />
    </Page>
  )
}
