import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SearchX } from 'lucide-react'
import type { ChartEntry, ChartExcerpt, ChartHit } from '@polyclinic/contract/records/entries.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
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
        <EntryList label={t('timeline.search')}>
          {hits.map((hit) => (
            <HitLine key={hit.entry.id} hit={hit} day={dayOfEntry(hit.entry)} />
          ))}
        </EntryList>
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

function HitLine({ hit: { entry, excerpts }, day }: { hit: ChartHit; day: string }) {
  const format = useFormat()
  return (
    <li
      data-entry
      tabIndex={-1}
      className="border-b border-line px-4 py-3 last:border-b-0 focus-visible:-outline-offset-2"
    >
      <p className="mb-1 text-13 text-muted tabular-nums">{format.date(day)}</p>
      <TimelineEntry entry={entry} />
      {excerpts.map((excerpt) => (
        <Excerpt key={excerpt.text} excerpt={excerpt} />
      ))}
    </li>
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
