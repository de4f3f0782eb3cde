import type { Column } from '../board-model.ts'

/** The appointment that an arrow key leads to from this one; columns run in reading order, so the caller swaps sides for right to left. With `rowLength` the columns are cells in rows, and up and down go on into the next row. */
export function appointmentBeside(
  columns: readonly Column[],
  id: string,
  direction: Direction,
  rowLength?: number,
): string | undefined {
  const columnIndex = columns.findIndex((column) =>
    column.appointments.some(({ appointment }) => appointment.id === id),
  )
  const column = columns[columnIndex]
  if (!column) return undefined
  const index = column.appointments.findIndex(({ appointment }) => appointment.id === id)
  if (direction === 'up' || direction === 'down') {
    const within = column.appointments[index + (direction === 'up' ? -1 : 1)]
    return (
      within?.appointment.id ??
      (rowLength ? appointmentInRows(columns, columnIndex, direction === 'up' ? -rowLength : rowLength) : undefined)
    )
  }
  if (direction === 'first') return column.appointments[0]?.appointment.id
  if (direction === 'last') return column.appointments.at(-1)?.appointment.id
  const step = direction === 'before' ? -1 : 1
  const { from } = column.appointments[index]!
  for (let next = columnIndex + step; columns[next]; next += step) {
    const nearest = columns[next]!.appointments.toSorted((a, b) => Math.abs(a.from - from) - Math.abs(b.from - from))[0]
    if (nearest) return nearest.appointment.id
  }
  return undefined
}

function appointmentInRows(columns: readonly Column[], columnIndex: number, step: number): string | undefined {
  for (let next = columnIndex + step; columns[next]; next += step) {
    const found = columns[next]!.appointments.at(step < 0 ? -1 : 0)
    if (found) return found.appointment.id
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

/** The appointment that Tab enters on: the one focused last, else the first that is not over yet, else the first. */
export function tabStopOf(columns: readonly Column[], last: string | undefined, now: number): string | undefined {
  const all = columns.flatMap((column) => column.appointments)
  if (last && all.some(({ appointment }) => appointment.id === last)) return last
  return (all.find(({ place }) => place.end > now) ?? all[0])?.appointment.id
}
