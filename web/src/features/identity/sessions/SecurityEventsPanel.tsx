import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SecurityEvent } from '@polyclinic/contract/identity/sessions.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { deviceName } from './device-name.ts'
import { securityEventPages } from './queries.ts'

export function SecurityEventsPanel() {
  const { t } = useTranslation('identity')
  const text = useProblemText()
  const events = useInfiniteQuery(usePrefetched(securityEventPages()))
  const items = events.data?.pages.flatMap((page) => page.items)
  return (
    <Section title={t('events.title')} description={t('events.text')}>
      {events.isPending && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="row" lines={4} />
        </SkeletonRegion>
      )}
      {events.isError && (
        <Banner tone="bad" action={<Button onPress={() => void events.refetch()}>{t('kit:action.retry')}</Button>}>
          {text(events.error)}
        </Banner>
      )}
      {items?.length === 0 && <p className="text-muted">{t('events.none')}</p>}
      {items && items.length > 0 && (
        <ul className="rounded-lg border border-line bg-surface">
          {items.map((event) => (
            <EventLine key={event.id} event={event} />
          ))}
        </ul>
      )}
      <LoadMore
        label={t('kit:action.showMore')}
        onLoadMore={() => void events.fetchNextPage()}
        hasMore={events.hasNextPage}
        isLoading={events.isFetchingNextPage}
      />
    </Section>
  )
}

function EventLine({ event: { at, kind, address, device, times } }: { event: SecurityEvent }) {
  const { t } = useTranslation('identity')
  const { dateTime } = useFormat()
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line px-4 py-3 last:border-b-0">
      <span className="min-w-0 flex-1 basis-64">
        {t(`event.${kind}`, { defaultValue: t('events.other', { kind }) })}
        {times > 1 && <span className="text-muted"> {t('events.times', { count: times })}</span>}
      </span>
      <span className="text-13 text-muted">
        {device && (
          <>
            <bdi>{deviceName(device)}</bdi>
            {' · '}
          </>
        )}
        {address && (
          <>
            <bdi>{address}</bdi>
            {' · '}
          </>
        )}
        <span className="tabular-nums">{dateTime(at, Temporal.Now.timeZoneId())}</span>
      </span>
    </li>
  )
}
