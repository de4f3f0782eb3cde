import { minute } from '@polyclinic/contract/kit/durations.ts'
import { noRoom, type Column, type Place } from '../board-model.ts'
import { overlaps } from '../../times/lanes.ts'
import { endPlaceOf, instantAt, onDay, placeOf, snap, type Axis } from '../../times/time-scale.ts'

export type Surface = { axis: Axis; columns: readonly Column[]; pxPerMinute: number }

export const coarseStep = 15
export const fineStep = 5
const longest = 720

export function movedTo(surface: Surface, place: Place, columnIndex: number, top: number, step: number): Place {
  const { axis, columns, pxPerMinute } = surface
  const column = columns[columnIndex]!
  const from = Math.min(Math.max(snap(top / pxPerMinute, step), 0), axis.minutes - step)
  const start = instantAt(axis, column.day, from)
  return inColumn({ ...place, start, end: start + place.end - place.start }, column)
}

export function resizedTo(surface: Surface, place: Place, columnIndex: number, bottom: number, step: number): Place {
  const { axis, columns, pxPerMinute } = surface
  const at = instantAt(axis, columns[columnIndex]!.day, snap(bottom / pxPerMinute, step))
  const minutes = Math.min(Math.max((at - place.start) / minute, step), longest)
  return { ...place, end: place.start + minutes * minute }
}

export const shifted = (place: Place, minutes: number): Place => ({
  ...place,
  start: place.start + minutes * minute,
  end: place.end + minutes * minute,
})

export const stretched = (place: Place, minutes: number): Place => {
  const length = (place.end - place.start) / minute + minutes
  return { ...place, end: place.start + Math.min(Math.max(length, fineStep), longest) * minute }
}

export function atColumn(place: Place, column: Column): Place {
  const start = onDay(place.start, column.day.date, column.day.timeZone)
  return inColumn({ ...place, start, end: start + place.end - place.start }, column)
}

/** Whether an appointment could begin at this place of a column, as far as appointments and what is kept free around them go. */
export const isOffered = ({ taken }: Column, place: number) =>
  !taken.some((span) => overlaps(span, { from: place, to: place + fineStep }))

/**
 * The start of the free time under a press: the last full step before it, or where what is taken ends; undefined where
 * nothing can begin.
 */
export function freeTimeAt({ axis, columns, pxPerMinute }: Surface, columnIndex: number, top: number) {
  const column = columns[columnIndex]!
  const under = top / pxPerMinute
  if (column.taken.some(({ from, to }) => from <= under && under < to)) return undefined
  const reached = Math.max(0, ...column.taken.map(({ to }) => to).filter((to) => to <= under))
  const step = Math.floor(under / coarseStep) * coarseStep
  const place = Math.max(step, Math.ceil(reached / fineStep) * fineStep)
  return isOffered(column, place) ? instantAt(axis, column.day, place) : undefined
}

/** The next place, so many minutes on at a time, at which an appointment could begin; the same one where there is none. */
export function nextOffered(column: Column, place: number, step: number, end: number): number {
  for (let next = place + step; next >= 0 && next < end; next += step) if (isOffered(column, next)) return next
  return place
}

/** From where to where a place is drawn in a column, in pixels. */
export function drawnAt({ axis, columns, pxPerMinute }: Surface, columnIndex: number, place: Place) {
  const { day } = columns[columnIndex]!
  const top = placeOf(axis, day, place.start) * pxPerMinute
  return { top, height: Math.max(endPlaceOf(axis, day, place.end) * pxPerMinute - top, 14) }
}

function inColumn(place: Place, { resource }: Column): Place {
  return resource.kind === 'room'
    ? { ...place, roomId: resource.id === noRoom ? undefined : resource.id }
    : { ...place, practitionerId: resource.id }
}
