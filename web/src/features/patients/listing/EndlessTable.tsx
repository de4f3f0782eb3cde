import type { KeyboardEvent, ReactNode, UIEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { problemText } from '../../../kit/api/problem.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { Spinner } from '../../../ui/signs/Spinner.tsx'
import { Table, type TableColumn, type TableSort } from '../../../ui/lists/Table.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'

type Props<T extends { id: string }> = {
  label: string
  columns: readonly TableColumn<T>[]
  /** A TanStack infinite query, as far as it matters here. */
  query: {
    data: { pages: readonly { items: readonly T[] }[] } | undefined
    error: unknown
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetching: boolean
    fetchNextPage: () => unknown
    refetch: () => unknown
  }
  sort?: TableSort
  onSort?: (column: string) => void
  onOpen: (id: string) => void
  /** While a row is open beside the list, the arrow keys open the next one. */
  onFollow?: (id: string) => void
  activeId?: string
  empty: ReactNode
}

const firstColumn = 'sm:[&_[aria-colindex="1"]]:ps-6!'

/** How near the end, in pixels, the next page is fetched. */
const lookAhead = 1200

/** Rows that go on while one scrolls; only those in sight are drawn. */
export function EndlessTable<T extends { id: string }>(props: Props<T>) {
  const { label, columns, query, sort, onSort, onOpen, onFollow, activeId, empty } = props
  const { t } = useTranslation('patients')
  // Two lines per row where one column says it all.
  const isDense = !useIsPhone()
  if (!query.data) {
    if (query.error && !query.isFetching) {
      return (
        <EmptyState
          title={t('kit:error.title')}
          text={problemText(query.error)}
          action={<Button onPress={() => void query.refetch()}>{t('kit:action.retry')}</Button>}
        />
      )
    }
    return (
      <SkeletonRegion label={t('kit:state.loading')} className="appear-late pt-10">
        <Skeleton shape="row" lines={10} />
      </SkeletonRegion>
    )
  }
  const items = query.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <div className="h-full overflow-auto">{empty}</div>
  const goOn = ({ target }: UIEvent) => {
    if (!(target instanceof HTMLElement) || !query.hasNextPage || query.isFetchingNextPage) return
    if (target.scrollTop + target.clientHeight > target.scrollHeight - lookAhead) void query.fetchNextPage()
  }
  const follow = ({ key, target }: KeyboardEvent) => {
    if (!activeId || !['ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'].includes(key)) return
    const row = target instanceof HTMLElement ? target.closest<HTMLElement>('[role="row"][data-key]') : null
    if (row?.dataset.key && row.dataset.key !== activeId) onFollow?.(row.dataset.key)
  }
  return (
    <div role="presentation" className="relative h-full" onScrollCapture={goOn} onKeyUp={follow}>
      <Table
        label={label}
        columns={columns}
        items={items}
        sort={sort}
        onSortChange={onSort && ((next) => onSort(next.column))}
        isDense={isDense}
        onRowAction={onOpen}
        activeId={activeId ?? null}
        isVirtual
        className={firstColumn}
      />
      {query.isFetchingNextPage && (
        <div className="pointer-events-none absolute inset-x-0 bottom-3 flex justify-center">
          <span className="flex rounded-full bg-raised p-2 text-muted shadow-overlay">
            <Spinner label={t('kit:state.loading')} />
          </span>
        </div>
      )}
    </div>
  )
}
