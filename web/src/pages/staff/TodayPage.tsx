import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { TodayBoard } from '../../features/scheduling/public.ts'
import { useMe } from '../../kit/session/session.tsx'
import { BesidePanel } from './panels/BesidePanel.tsx'
import { Page } from '../../kit/screen/Page.tsx'
import { UnfinishedSetup } from './frame/UnfinishedSetup.tsx'

// Few are ever asked; the others need not carry it.
const ConsentPanel = lazy(() =>
  import('./frame/ConsentNotice.tsx').then(({ ConsentPanel }) => ({ default: ConsentPanel })),
)

export function TodayPage() {
  const { t } = useTranslation('staff')
  const { consentsAsked } = useMe()
  return (
    <Page title={t('kit:nav.today')} panel={<BesidePanel />}>
      <div className="flex flex-col gap-4 px-6 not-empty:pt-6 max-sm:px-4 max-sm:not-empty:pt-4">
        {consentsAsked.length > 0 && (
          <Suspense>
            <ConsentPanel />
          </Suspense>
        )}
        <UnfinishedSetup />
      </div>
      <TodayBoard />
    </Page>
  )
}
