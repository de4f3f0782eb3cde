import type { ReactNode } from 'react'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/buttons/Button.tsx'
import { EmptyState } from '../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../ui/lists/LoadMore.tsx'
import { Skeleton, SkeletonRegion } from '../../ui/signs/Skeleton.tsx'
import { problemText } from '../api/problem.ts'

type Props<Item> = {
  label: string
  query: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }, unknown>, unknown>
  lines?: number
  none: { title: string; text: string }
  renderRow: (item: Item) => ReactNode
}

export function PagedLog<Item>({ label, query, lines = 5, none, renderRow }: Props<Item>) {
  const { t } = useTranslation('kit')
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = query
  if (!data && !error) {
    return (
      <SkeletonRegion label={t('state.loading')}>
        <Skeleton shape="row" lines={lines} />
      </SkeletonRegion>
    )
  }
  if (!data) {
    return (
      <EmptyState
        size="small"
        title={t('error.title')}
        text={problemText(error)}
        action={<Button onPress={() => void refetch()}>{t('action.retry')}</Button>}
      />
    )
  }
  const items = data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <EmptyState size="small" icon={<ShieldCheck aria-hidden="true" />} {...none} />
  return (
    <>
      <ul aria-label={label} className="divide-y divide-line rounded-lg border border-line bg-surface">
        {items.map(renderRow)}
      </ul>
      <LoadMore
        label={t('action.showMore')}
        hasMore={hasNextPage}
        isLoading={isFetchingNextPage}
        onLoadMore={() => void fetchNextPage()}
      />
    </>
  )
}
