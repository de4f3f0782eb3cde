import { useState } from 'react'
import { useParams } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { RightsOverview } from '@polyclinic/contract/rights/overviews.ts'
import { q } from '../../../kit/api/api.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { Page } from '../../../kit/screen/Page.tsx'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { overviewQuery } from './queries.ts'
import { RequestDialog } from '../requests/RequestDialog.tsx'
import { RequestEntry } from '../requests/RequestEntry.tsx'
import { CopyCard } from '../copies/CopyCard.tsx'
import { ErasureCard } from './ErasureCard.tsx'
import { HoldCard } from './HoldCard.tsx'
import { RestrictionCard } from './RestrictionCard.tsx'
import { useRefusal } from './use-rights.ts'

/** What was asked and decided about a patient's record: put right, kept from others, held, erased. */
export function RightsPage() {
  const { t } = useTrade('rights')
  const { slug } = useOrganization()
  const { patient: id = '' } = useParams({ strict: false })
  const problem = useProblemText()
  const overview = useQuery(overviewQuery(slug, id))
  const patient = useQuery(q.patients.patients.get.queryOptions({ input: { params: { organization: slug, id } } }))
  const name = patient.data ? [patient.data.givenName, patient.data.familyName].filter(Boolean).join(' ') : ''
  const error = overview.error ?? patient.error
  return (
    <Page title={t('title')}>
      <div className="mx-auto flex w-full max-w-4xl flex-col gap-5 px-6 py-5 max-sm:px-4">
        <PageHeader
          title={t('title')}
          subtitle={t('text')}
          back={
            <AppLink href={paths.patient(slug, id)} className={linkClass}>
              <bdi>{name || t('back')}</bdi>
            </AppLink>
          }
        />
        {error && <Banner tone="bad">{problem(error)}</Banner>}
        {!error && (!overview.data || !patient.data) && <TablePending />}
        {overview.data && patient.data && (
          <>
            <RequestsCard patientId={id} overview={overview.data} />
            <CopyCard patientId={id} />
            <RestrictionCard patientId={id} overview={overview.data} />
            <HoldCard patientId={id} overview={overview.data} />
            <ErasureCard patientId={id} name={name} overview={overview.data} />
          </>
        )}
      </div>
    </Page>
  )
}

function RequestsCard({ patientId, overview }: { patientId: string; overview: RightsOverview }) {
  const { t } = useTranslation('rights')
  const refusal = useRefusal(overview)
  const [isAsking, setAsking] = useState(false)
  return (
    <Card
      title={t('request.title')}
      isFlush={overview.requests.length > 0}
      actions={
        <Button size="small" writes disabledReason={refusal('ask')} onPress={() => setAsking(true)}>
          {t('request.action')}
        </Button>
      }
    >
      {overview.requests.length === 0 && <p className="text-muted">{t('request.none')}</p>}
      <ul className="divide-y divide-line">
        {overview.requests.map((request) => (
          <RequestEntry key={request.id} request={request} />
        ))}
      </ul>
      {isAsking && <RequestDialog patientId={patientId} onClose={() => setAsking(false)} />}
    </Card>
  )
}
