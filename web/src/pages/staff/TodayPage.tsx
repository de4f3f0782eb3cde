import { lazy, Suspense } from 'react'
import { Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { TodayBoard } from '../../features/scheduling/public.ts'
import { useMe, useOrganization } from '../../kit/session/session.tsx'
import { BesidePanel } from './panels/BesidePanel.tsx'
import { hrefOf, useNav } from '../../kit/screen/feature.ts'
import { NoAccess, Page } from '../../kit/screen/Page.tsx'
import { UnfinishedSetup } from './frame/UnfinishedSetup.tsx'

// Few are ever asked; the others need not carry it.
const ConsentPanel = lazy(() =>
  import('./frame/ConsentNotice.tsx').then(({ ConsentPanel }) => ({ default: ConsentPanel })),
)

/** Where everybody comes in; whoever sees no appointments goes on to the first place that is theirs. */
export function TodayPage() {
  const { slug, can } = useOrganization()
  const [first] = useNav()
  if (can('appointments.read')) return <DayPage />
  return first ? <Navigate to={hrefOf(first.path, slug)} replace /> : <NoAccess />
}

function DayPage() {
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
