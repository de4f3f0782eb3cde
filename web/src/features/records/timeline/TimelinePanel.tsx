import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { History } from 'lucide-react'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import { entryKinds, type EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { useDebounced } from '../../../kit/search/debounced.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { dayOf, useFormat } from '../../../kit/texts/format.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { SearchField } from '../../../ui/fields/SearchField.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { EntryDetails } from './EntryDetails.tsx'
import { EntryList } from './EntryList.tsx'
import { Found } from './Found.tsx'
import { entryPages, type EntryFilter } from './queries.ts'
import { TimelineEntry } from './TimelineEntry.tsx'

/** What happened when, and where in the chart does something stand? */
export function TimelinePanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const { clinic } = useClinic()
  const zone = clinic?.timeZone ?? 'UTC'
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<EntryKind | 'all'>('all')
  const [day, setDay] = useState<string | null>(null)
  const asked = useDebounced(search.trim(), 250)
  const filter = { ...(kind !== 'all' && { kind }), ...(day && day !== unreadable && { until: endOf(day, zone) }) }
  const dayOfEntry = (entry: ChartEntry) =>
    entry.kind === 'immunization' ? entry.at.slice(0, 10) : dayOf(entry.at, zone)
  const found = { patientId: patient.id, filter, dayOfEntry }
  return (
    <Card title={t('timeline.title')} isFlush>
      <div className="flex flex-col gap-3 border-b border-line px-4 py-3">
        <SearchField
          label={t('timeline.search')}
          placeholder={t('timeline.search')}
          clearLabel={t('timeline.clear')}
          value={search}
          onChange={setSearch}
        />
        <div className="grid grid-cols-2 items-end gap-3">
          <Select
            label={t('timeline.filter')}
            placeholder={t('timeline.filter')}
            value={kind}
            onChange={setKind}
            options={[
              { id: 'all' as const, label: t('timeline.all') },
              ...entryKinds.map((id) => ({ id, label: t(`timeline.kind.${id}`) })),
            ]}
          />
          <DateField label={t('timeline.until')} value={day} onChange={setDay} />
        </div>
        <p className="text-12 text-muted">{t('timeline.searchHint')}</p>
      </div>
      {asked.length > 1 ? <Found {...found} search={asked} /> : <Entries {...found} />}
    </Card>
  )
}

/** The first moment of the next day. */
const endOf = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime({ timeZone }).toInstant().toString()

type EntriesProps = { patientId: string; filter: EntryFilter; dayOfEntry: (entry: ChartEntry) => string }

function Entries({ patientId, filter, dayOfEntry }: EntriesProps) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug } = useOrganization()
  const query = useInfiniteQuery(entryPages(slug, patientId, filter))
  if (query.error) return <Banner tone="bad">{text(query.error)}</Banner>
  if (!query.data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={4} />
      </SkeletonRegion>
    )
  const entries = query.data.pages.flatMap(({ items }) => items)
  if (entries.length === 0) return <NoEntries />
  const goOn = () => {
    if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
  }
  return (
    <>
      <EntryList
        label={t('timeline.title')}
        items={entries}
        keyOf={({ id }) => id}
        hasMore={query.hasNextPage}
        onNearEnd={goOn}
        draw={(entry, before) => ({
          above: (!before || dayOfEntry(before) !== dayOfEntry(entry)) && (
            <Day day={dayOfEntry(entry)} isFirst={!before} />
          ),
          line: <TimelineEntry entry={entry} />,
          details: <EntryDetails entry={entry} />,
        })}
      />
      <LoadMore
        label={t('timeline.more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={goOn}
      />
    </>
  )
}

function NoEntries() {
  const { t } = useTranslation('records')
  return (
    <EmptyState
      size="small"
      headingLevel={3}
      icon={<History aria-hidden="true" />}
      title={t('timeline.none')}
      text={t('timeline.noneText')}
    />
  )
}

function Day({ day, isFirst }: { day: string; isFirst: boolean }) {
  const format = useFormat()
  return (
    <h3
      className={cx(
        '-mx-4 px-4 pt-3 pb-1 text-13 font-semibold text-muted tabular-nums',
        !isFirst && 'mt-2 border-t border-line',
      )}
    >
      {format.date(day)}
    </h3>
  )
}
