import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SearchX } from 'lucide-react'
import type { ChartEntry, ChartExcerpt } from '@polyclinic/contract/records/entries.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { EntryDetails } from './EntryDetails.tsx'
import { EntryList } from './EntryList.tsx'
import { searchPages, type EntryFilter } from './queries.ts'
import { TimelineEntry } from './TimelineEntry.tsx'

type Props = { patientId: string; search: string; filter: EntryFilter; dayOfEntry: (entry: ChartEntry) => string }

/** What of the chart holds the words, and where in it. */
export function Found({ patientId, search, filter, dayOfEntry }: Props) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug } = useOrganization()
  const query = useInfiniteQuery(searchPages(slug, patientId, search, filter))
  if (query.error) return <Banner tone="bad">{text(query.error)}</Banner>
  if (!query.data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={3} />
      </SkeletonRegion>
    )
  const hits = query.data.pages.flatMap(({ items }) => items)
  return (
    <>
      <output className="block px-4 pt-3 text-13 text-muted">
        {hits.length > 0 && t('timeline.found', { count: hits.length })}
      </output>
      {hits.length === 0 ? (
        <EmptyState size="small" headingLevel={3} icon={<SearchX aria-hidden="true" />} title={t('timeline.nothing')} />
      ) : (
        <EntryList
          label={t('timeline.search')}
          items={hits}
          keyOf={({ entry }) => entry.id}
          hasMore={query.hasNextPage}
          draw={({ entry, excerpts }, before) => ({
            above: <HitDay day={dayOfEntry(entry)} isFirst={!before} />,
            line: <TimelineEntry entry={entry} />,
            below: excerpts.map((excerpt) => <Excerpt key={excerpt.text} excerpt={excerpt} />),
            details: <EntryDetails entry={entry} />,
          })}
        />
      )}
      <LoadMore
        label={t('timeline.more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  )
}

function HitDay({ day, isFirst }: { day: string; isFirst: boolean }) {
  const format = useFormat()
  return (
    <p className={cx('-mx-4 px-4 pt-3 text-13 text-muted tabular-nums', !isFirst && 'mt-2 border-t border-line')}>
      {format.date(day)}
    </p>
  )
}

/** What was found stands out, by more than its colour. */
function Excerpt({ excerpt: { text, marks } }: { excerpt: ChartExcerpt }) {
  const ends = marks.map(([, end]) => end)
  return (
    <p dir="auto" className="mt-1 ms-6 text-start text-13 break-words text-muted">
      {marks.map(([from, to], nth) => (
        <span key={from}>
          {text.slice(ends[nth - 1] ?? 0, from)}
          <mark className="rounded-sm bg-accent-soft font-semibold text-ink">{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(ends.at(-1) ?? 0)}
    </p>
  )
}
