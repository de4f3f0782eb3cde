import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Scale } from 'lucide-react'
import { useProblemText } from '../../../kit/api/problem.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { NoAccess, Page } from '../../../kit/screen/Page.tsx'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { paths } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { openRequests } from './queries.ts'
import { RequestEntry } from './RequestEntry.tsx'

/** What was asked about records and waits for an answer; whatever is due first comes first. */
export function RequestsPage() {
  const { t } = useTrade('rights')
  const { slug, can } = useOrganization()
  return (
    <Page title={t('requests.title')}>
      {can('patients.write') ? (
        <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-6 py-5 max-sm:px-4">
          <PageHeader
            title={t('requests.title')}
            subtitle={t('requests.text')}
            back={
              <AppLink href={paths.patients(slug)} className={linkClass}>
                {t('requests.back')}
              </AppLink>
            }
          />
          <Waiting />
        </div>
      ) : (
        <NoAccess />
      )}
    </Page>
  )
}

function Waiting() {
  const { t } = useTranslation('rights')
  const { slug } = useOrganization()
  const problem = useProblemText()
  const query = useInfiniteQuery(openRequests(slug))
  if (query.error) return <Banner tone="bad">{problem(query.error)}</Banner>
  if (!query.data) return <TablePending />
  const requests = query.data.pages.flatMap(({ items }) => items)
  if (requests.length === 0)
    return <EmptyState icon={<Scale aria-hidden="true" />} title={t('requests.none')} text={t('requests.noneText')} />
  return (
    <>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-surface">
        {requests.map((request) => (
          <RequestEntry
            key={request.id}
            request={request}
            name={
              <AppLink href={paths.patientRights(slug, request.patient.id)} className={`${linkClass} font-semibold`}>
                <bdi>{request.patient.name}</bdi>
              </AppLink>
            }
          />
        ))}
      </ul>
      <LoadMore
        label={t('requests.more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  )
}
