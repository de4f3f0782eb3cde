import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LogIn, Pencil, Plus, ShieldCheck, ShieldX, Trash2, Download, KeyRound, type LucideIcon } from 'lucide-react'
import type { ControlEvent } from '@polyclinic/contract/organizations/access.ts'
import { q } from '../../kit/api.ts'
import { useFormat } from '../../kit/format.ts'
import { problemText } from '../../kit/problem.ts'
import { useOrganization } from '../../kit/session.tsx'
import { Button } from '../../ui/Button.tsx'
import { cx } from '../../ui/class-names.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LoadMore } from '../../ui/LoadMore.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/Skeleton.tsx'
import { useEventWords } from './parts/use-event-words.ts'

const signs: Record<ControlEvent['action'], LucideIcon> = {
  create: Plus,
  update: Pencil,
  delete: Trash2,
  'sign-in': LogIn,
  refuse: ShieldX,
  export: Download,
  grant: KeyRound,
}

const eventPages = (organization: string) =>
  q.access.events.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 50 } }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.nextCursor,
  })

/** Sign-ins, refusals and changed rights, newest first. */
export function SecurityEvents() {
  const { t } = useTranslation('organizations')
  const { slug } = useOrganization()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(eventPages(slug))
  if (!data && !error) {
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={8} />
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
        title={t('events.none')}
        text={t('events.noneText')}
      />
    )
  }
  return (
    <>
      <ul aria-label={t('events.title')} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {events.map((event) => (
          <EventRow key={event.id} event={event} />
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

function EventRow({ event }: { event: ControlEvent }) {
  const { timeZone } = useOrganization()
  const format = useFormat()
  const words = useEventWords()
  const Sign = signs[event.action]
  const more = words.more(event)
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span
        className={cx(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          event.action === 'refuse' ? 'bg-warn-soft text-warn-ink' : 'bg-sunken text-muted',
        )}
      >
        <Sign aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p>
          <bdi className="font-semibold">{words.who(event)}</bdi> <span>{words.what(event)}</span>
        </p>
        {more && <p className="text-13 break-words text-muted">{more}</p>}
      </div>
      <time dateTime={event.at} className="shrink-0 text-13 text-muted tabular-nums max-sm:max-w-24 max-sm:text-end">
        {format.dateTime(event.at, timeZone)}
      </time>
    </li>
  )
}
