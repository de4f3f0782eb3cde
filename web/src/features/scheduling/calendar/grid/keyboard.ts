import type { Column } from '../board-model.ts'

/** The visit that an arrow key leads to from this one; columns run in reading order, so the caller swaps sides for right to left. With `rowLength` the columns are cells in rows, and up and down go on into the next row. */
export function visitBeside(
  columns: readonly Column[],
  id: string,
  direction: Direction,
  rowLength?: number,
): string | undefined {
  const columnIndex = columns.findIndex((column) => column.visits.some(({ visit }) => visit.id === id))
  const column = columns[columnIndex]
  if (!column) return undefined
  const index = column.visits.findIndex(({ visit }) => visit.id === id)
  if (direction === 'up' || direction === 'down') {
    const within = column.visits[index + (direction === 'up' ? -1 : 1)]
    return (
      within?.visit.id ??
      (rowLength ? visitInRows(columns, columnIndex, direction === 'up' ? -rowLength : rowLength) : undefined)
    )
  }
  if (direction === 'first') return column.visits[0]?.visit.id
  if (direction === 'last') return column.visits.at(-1)?.visit.id
  const step = direction === 'before' ? -1 : 1
  const { from } = column.visits[index]!
  for (let next = columnIndex + step; columns[next]; next += step) {
    const nearest = columns[next]!.visits.toSorted((a, b) => Math.abs(a.from - from) - Math.abs(b.from - from))[0]
    if (nearest) return nearest.visit.id
  }
  return undefined
}

function visitInRows(columns: readonly Column[], columnIndex: number, step: number): string | undefined {
  for (let next = columnIndex + step; columns[next]; next += step) {
    const found = columns[next]!.visits.at(step < 0 ? -1 : 0)
    if (found) return found.visit.id
  }
  return undefined
}

export type Direction = 'up' | 'down' | 'before' | 'after' | 'first' | 'last'

/** What a key means in a grid of this reading direction; undefined for keys that mean nothing here. */
export function directionOf(key: string, isRightToLeft: boolean): Direction | undefined {
  switch (key) {
    case 'ArrowUp':
      return 'up'
    case 'ArrowDown':
      return 'down'
    case 'ArrowLeft':
      return isRightToLeft ? 'after' : 'before'
    case 'ArrowRight':
      return isRightToLeft ? 'before' : 'after'
    case 'Home':
      return 'first'
    case 'End':
      return 'last'
    default:
      return undefined
  }
}

/** The visit that Tab enters on: the one focused last, else the first that is not over yet, else the first. */
export function tabStopOf(columns: readonly Column[], last: string | undefined, now: number): string | undefined {
  const all = columns.flatMap((column) => column.visits)
  if (last && all.some(({ visit }) => visit.id === last)) return last
  return (all.find(({ place }) => place.endsAt > now) ?? all[0])?.visit.id
}
