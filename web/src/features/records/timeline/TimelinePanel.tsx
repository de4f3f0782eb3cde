import { useState } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { History } from 'lucide-react'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import { entryKinds, type EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import type { ChartPanelProps } from '../../../kit/screen/feature.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { dayOf, useFormat } from '../../../kit/texts/format.ts'
import { Select } from '../../../ui/choices/Select.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { entryPages } from './queries.ts'
import { TimelineEntry } from './TimelineEntry.tsx'

/** What happened when? */
export function TimelinePanel({ patient }: ChartPanelProps) {
  const { t } = useTranslation('records')
  const [kind, setKind] = useState<EntryKind | 'all'>('all')
  const filter = (
    <Select
      label={t('timeline.filter')}
      isLabelHidden
      placeholder={t('timeline.filter')}
      value={kind}
      onChange={setKind}
      options={[
        { id: 'all' as const, label: t('timeline.all') },
        ...entryKinds.map((id) => ({ id, label: t(`timeline.kind.${id}`) })),
      ]}
      className="w-44"
    />
  )
  return (
    <Card title={t('timeline.title')} actions={filter} isFlush>
      <Entries patientId={patient.id} kind={kind === 'all' ? undefined : kind} />
    </Card>
  )
}

function Entries({ patientId, kind }: { patientId: string; kind?: EntryKind }) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug } = useOrganization()
  const query = useInfiniteQuery(entryPages(slug, patientId, kind))
  if (query.error) return <Banner tone="bad">{text(query.error)}</Banner>
  if (!query.data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="row" lines={4} />
      </SkeletonRegion>
    )
  const entries = query.data.pages.flatMap(({ items }) => items)
  if (entries.length === 0)
    return (
      <EmptyState
        size="small"
        headingLevel={3}
        icon={<History aria-hidden="true" />}
        title={t('timeline.none')}
        text={t('timeline.noneText')}
      />
    )
  return (
    <>
      <Days entries={entries} />
      <LoadMore
        label={t('timeline.more')}
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoadMore={() => void query.fetchNextPage()}
      />
    </>
  )
}

/** Day by day. What is out of sight is not drawn by the browser: a chart has thousands of lines. */
function Days({ entries }: { entries: readonly ChartEntry[] }) {
  const format = useFormat()
  const { clinic } = useClinic()
  const zone = clinic?.timeZone ?? 'UTC'
  const dayOfEntry = ({ kind, at }: ChartEntry) => (kind === 'immunization' ? at.slice(0, 10) : dayOf(at, zone))
  return (
    <ol>
      {[...Map.groupBy(entries, dayOfEntry)].map(([day, of]) => (
        <li
          key={day}
          className="border-b border-line px-4 py-3 [contain-intrinsic-size:auto_6rem] [content-visibility:auto] last:border-b-0"
        >
          <h3 className="mb-1 text-13 font-semibold text-muted tabular-nums">{format.date(day)}</h3>
          <ul className="flex flex-col gap-1">
            {of.map((entry) => (
              <li key={entry.id}>
                <TimelineEntry entry={entry} />
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}
