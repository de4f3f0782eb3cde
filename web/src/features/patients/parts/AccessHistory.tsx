import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ShieldCheck } from 'lucide-react'
import type { AuditEvent } from '@polyclinic/contract/audit/audit-events.ts'
import { useFormat } from '../../../kit/format.ts'
import { problemText } from '../../../kit/problem.ts'
import { useClinic, useOrganization } from '../../../kit/session.tsx'
import { Avatar } from '../../../ui/Avatar.tsx'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { LoadMore } from '../../../ui/LoadMore.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/Skeleton.tsx'
import { accessPages } from './queries.ts'

/** Who saw or changed a patient, newest first. */
export function AccessHistory({ patientId }: { patientId: string }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    accessPages(slug, patientId),
  )
  if (!data && !error) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={5} />
      </SkeletonRegion>
    )
  }
  if (!data) {
    return (
      <EmptyState
        size="small"
        title={t('kit:error.title')}
        text={problemText(error)}
        action={<Button onPress={() => void refetch()}>{t('kit:action.retry')}</Button>}
      />
    )
  }
  const events = data.pages.flatMap((page) => page.items)
  if (events.length === 0) {
    return (
      <EmptyState
        size="small"
        icon={<ShieldCheck aria-hidden="true" />}
        title={t('access.none')}
        text={t('access.noneText')}
      />
    )
  }
  return (
    <>
      <ul aria-label={t('access.title')} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {events.map((event) => (
          <AccessRow key={event.id} event={event} />
        ))}
      </ul>
      <LoadMore
        label={t('kit:action.showMore')}
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
      />
    </>
  )
}

function AccessRow({ event }: { event: AuditEvent }) {
  const { t } = useTranslation('patients')
  const format = useFormat()
  const { timeZone } = useOrganization()
  const { clinic } = useClinic()
  const who = event.accountName ?? t('access.system')
  const subject = t(`access.subject.${event.subject}`, { defaultValue: event.subject.replaceAll('_', ' ') })
  const fields = event.fields.map((field) => t(`access.field.${field}`, { defaultValue: field.replaceAll('_', ' ') }))
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <Avatar name={who} />
      <div className="min-w-0 flex-1">
        <p>
          <bdi className="font-semibold">{who}</bdi>{' '}
          <span className="text-muted">{t(`access.action.${event.action}`, { subject })}</span>
        </p>
        {event.action === 'update' && fields.length > 0 && (
          <p className="text-13 break-words text-muted">{format.list(fields)}</p>
        )}
      </div>
      <time dateTime={event.at} className="shrink-0 text-13 text-muted tabular-nums max-sm:max-w-24 max-sm:text-end">
        {format.dateTime(event.at, clinic?.timeZone ?? timeZone)}
      </time>
    </li>
  )
}
