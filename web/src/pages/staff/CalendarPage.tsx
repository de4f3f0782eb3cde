import { useTranslation } from 'react-i18next'
import { CalendarBoard } from '../../features/scheduling/public.ts'
import { BesidePanel } from './panels/BesidePanel.tsx'
import { Page } from '../../kit/screen/Page.tsx'

export function CalendarPage() {
  const { t } = useTranslation('staff')
  return (
    <Page title={t('kit:nav.calendar')} panel={<BesidePanel />}>
      <CalendarBoard />
    </Page>
  )
}
