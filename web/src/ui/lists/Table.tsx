import type { ReactNode } from 'react'
import {
  Cell,
  Collection,
  Column,
  ResizableTableContainer,
  Row,
  Table as AriaTable,
  TableBody,
  TableHeader,
  TableLayout,
  Virtualizer,
  type Key,
  type SortDescriptor,
} from 'react-aria-components'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { cx } from '../class-names.ts'

export type TableColumn<T> = {
  id: string
  label: string
  /** For columns of buttons: named, not shown. */
  isLabelHidden?: boolean
  isSortable?: boolean
  /** The column that names the row; the first one unless said. */
  isRowHeader?: boolean
  /** Numbers and money: 'end'. */
  align?: 'start' | 'center' | 'end'
  /** Pixels or a fraction ('2fr'). */
  width?: number | `${number}fr`
  minWidth?: number
  render: (row: T) => ReactNode
}

export type TableSort = { column: string; direction: 'ascending' | 'descending' }

type Props<T extends { id: Key }> = {
  label: string
  columns: readonly TableColumn<T>[]
  items: readonly T[]
  sort?: TableSort
  onSortChange?: (sort: TableSort) => void
  onRowAction?: (id: T['id']) => void
  activeId?: T['id'] | null
  isDense?: boolean
  /** For 200 rows and more: draws only what is seen. The table fills its parent, which needs a height. */
  isVirtual?: boolean
  /** Shown in place of rows: an EmptyState. */
  empty?: ReactNode
  className?: string
}

const aligned = { start: 'text-start', center: 'text-center', end: 'text-end tabular-nums' }
const columnClass =
  'h-10 border-b border-line px-3 text-12 font-semibold text-muted whitespace-nowrap first:ps-4 last:pe-4 ' +
  'data-allows-sorting:cursor-default data-hovered:text-ink data-focus-visible:-outline-offset-2'
const rowClass = 'group/row border-line data-focus-visible:-outline-offset-2 data-[active=true]:bg-accent-soft'

/** Rows of one kind: sortable, dense or not, virtual from a few hundred on. Arrow keys move, Enter opens. */
export function Table<T extends { id: Key }>(props: Props<T>) {
  const { label, columns, items, sort, onSortChange, onRowAction, activeId, isDense, isVirtual, empty, className } =
    props
  const rowHeaderId = (columns.find((column) => column.isRowHeader) ?? columns[0])?.id
  const rowHeight = isDense ? 40 : 52
  const cellClass = cx(
    'border-b border-line px-3 align-middle text-body first:ps-4 last:pe-4 data-focus-visible:-outline-offset-2',
    !isVirtual && 'group-last/row:border-b-0',
    isVirtual ? 'flex h-full items-center' : isDense ? 'h-10 py-1' : 'h-13 py-2',
  )
  const table = (
    <AriaTable
      aria-label={label}
      sortDescriptor={sort as SortDescriptor | undefined}
      onSortChange={(next) => onSortChange?.({ column: String(next.column), direction: next.direction })}
      onRowAction={onRowAction as ((key: Key) => void) | undefined}
      className={cx('min-w-full border-separate border-spacing-0 text-body', isVirtual && 'h-full overflow-auto')}
    >
      <TableHeader columns={columns} className={cx('sticky top-0 z-10 bg-surface', isVirtual && 'w-full')}>
        {(column) => (
          <Column
            id={column.id}
            textValue={column.label}
            allowsSorting={column.isSortable}
            isRowHeader={column.id === rowHeaderId}
            {...(isVirtual ? { width: column.width, minWidth: column.minWidth ?? 96 } : {})}
            className={cx(
              columnClass,
              aligned[column.align ?? 'start'],
              isVirtual && 'flex items-center',
              isVirtual && column.align === 'end' && 'justify-end',
            )}
            style={
              isVirtual
                ? undefined
                : { width: typeof column.width === 'number' ? column.width : undefined, minWidth: column.minWidth }
            }
          >
            <ColumnLabel column={column} sort={sort} />
          </Column>
        )}
      </TableHeader>
      <TableBody items={items} dependencies={[columns, activeId]} renderEmptyState={() => empty}>
        {(row) => (
          <Row
            id={row.id}
            columns={columns}
            dependencies={[columns, activeId]}
            data-active={row.id === activeId || undefined}
            className={cx(
              rowClass,
              isVirtual && 'block h-full w-full',
              onRowAction && 'cursor-default data-hovered:bg-hover data-pressed:bg-pressed',
            )}
          >
            <Collection items={columns} dependencies={[row, columns]}>
              {(column) => (
                <Cell
                  className={cx(
                    cellClass,
                    aligned[column.align ?? 'start'],
                    isVirtual && column.align === 'end' && 'justify-end',
                  )}
                >
                  {isVirtual ? <span className="min-w-0 truncate">{column.render(row)}</span> : column.render(row)}
                </Cell>
              )}
            </Collection>
          </Row>
        )}
      </TableBody>
    </AriaTable>
  )
  if (!isVirtual) return <div className={cx('overflow-x-auto', className)}>{table}</div>
  return (
    <ResizableTableContainer className={cx('h-full overflow-auto', className)}>
      <Virtualizer layout={TableLayout} layoutOptions={{ rowHeight, headingHeight: 40 }}>
        {table}
      </Virtualizer>
    </ResizableTableContainer>
  )
}

function ColumnLabel<T>({ column, sort }: { column: TableColumn<T>; sort?: TableSort }) {
  if (column.isLabelHidden) return <span className="sr-only">{column.label}</span>
  const isSorted = sort?.column === column.id
  const Arrow = isSorted && sort.direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <span
      className={cx(
        'flex items-center gap-1',
        column.align === 'end' && 'justify-end',
        column.align === 'center' && 'justify-center',
      )}
    >
      {column.label}
      {column.isSortable && (
        <Arrow
          aria-hidden="true"
          className={cx('size-3.5', !isSorted && 'invisible', column.align === 'end' && 'order-first')}
        />
      )}
    </span>
  )
}
