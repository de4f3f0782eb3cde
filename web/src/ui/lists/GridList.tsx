import type { ReactNode } from 'react'
import { GridList as AriaGridList, GridListItem, type Key } from 'react-aria-components'
import { cx } from '../class-names.ts'

type Props<T extends { id: Key }> = {
  label: string
  items: readonly T[]
  /** What typing finds and a screen reader announces. */
  textOf: (item: T) => string
  renderItem: (item: T) => ReactNode
  onAction?: (id: T['id']) => void
  activeId?: T['id'] | null
  empty?: ReactNode
  className?: string
}

/** Rows that open something. Arrow keys move between rows, and into their buttons. */
export function GridList<T extends { id: Key }>({
  label,
  items,
  textOf,
  renderItem,
  onAction,
  activeId,
  empty,
  className,
}: Props<T>) {
  return (
    <AriaGridList
      aria-label={label}
      items={items}
      dependencies={[renderItem, activeId]}
      onAction={onAction as ((key: Key) => void) | undefined}
      renderEmptyState={() => empty}
      className={cx('rounded-lg', className)}
    >
      {(item) => (
        <GridListItem
          id={item.id}
          textValue={textOf(item)}
          className={cx(
            'border-b border-line last:border-b-0 data-focus-visible:-outline-offset-2',
            onAction && 'cursor-default data-hovered:bg-hover data-pressed:bg-pressed',
            item.id === activeId && 'bg-accent-soft',
          )}
        >
          {renderItem(item)}
        </GridListItem>
      )}
    </AriaGridList>
  )
}

type RowProps = {
  start?: ReactNode
  title: ReactNode
  text?: ReactNode
  end?: ReactNode
  className?: string
}

/** One line of a list: who, what, and what can be done. Works in a GridList and in a plain list. */
export function ListRow({ start, title, text, end, className }: RowProps) {
  return (
    <div className={cx('flex min-h-14 items-center gap-3 px-4 py-2', className)}>
      {start && <span className="flex shrink-0 text-muted">{start}</span>}
      <div className="min-w-0 flex-1">
        <div dir="auto" className="truncate text-parent font-semibold">
          {title}
        </div>
        {text && (
          <div dir="auto" className="truncate text-13 text-parent text-muted">
            {text}
          </div>
        )}
      </div>
      {end && <div className="flex shrink-0 items-center gap-2">{end}</div>}
    </div>
  )
}
