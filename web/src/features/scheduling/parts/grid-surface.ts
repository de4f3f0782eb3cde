import { noRoom, type Column, type Place } from './board-model.ts'
import { endPlaceOf, instantAt, onDay, placeOf, snap, type Axis } from './time-scale.ts'

/** What the time grid needs to turn a point into a place in time. */
export type Surface = { axis: Axis; columns: readonly Column[]; pxPerMinute: number }

export const coarseStep = 15
export const fineStep = 5
const minute = 60_000
const longest = 720

/** A visit's place if its top stood at this height of this column. */
export function movedTo(surface: Surface, place: Place, columnIndex: number, top: number, step: number): Place {
  const { axis, columns, pxPerMinute } = surface
  const column = columns[columnIndex]!
  const from = Math.min(Math.max(snap(top / pxPerMinute, step), 0), axis.minutes - step)
  const startsAt = instantAt(axis, column.day, from)
  return inColumn({ ...place, startsAt, endsAt: startsAt + place.endsAt - place.startsAt }, column)
}

/** A visit's place if it ended at this height of its column. */
export function resizedTo(surface: Surface, place: Place, columnIndex: number, bottom: number, step: number): Place {
  const { axis, columns, pxPerMinute } = surface
  const at = instantAt(axis, columns[columnIndex]!.day, snap(bottom / pxPerMinute, step))
  const minutes = Math.min(Math.max((at - place.startsAt) / minute, step), longest)
  return { ...place, endsAt: place.startsAt + minutes * minute }
}

/** A visit's place so many minutes later, in its own column. */
export const shifted = (place: Place, minutes: number): Place => ({
  ...place,
  startsAt: place.startsAt + minutes * minute,
  endsAt: place.endsAt + minutes * minute,
})

/** A visit's place so many minutes longer. */
export const stretched = (place: Place, minutes: number): Place => {
  const length = (place.endsAt - place.startsAt) / minute + minutes
  return { ...place, endsAt: place.startsAt + Math.min(Math.max(length, fineStep), longest) * minute }
}

/** A visit's place at the same time of day in another column. */
export function atColumn(place: Place, column: Column): Place {
  const startsAt = onDay(place.startsAt, column.day.date, column.day.timeZone)
  return inColumn({ ...place, startsAt, endsAt: startsAt + place.endsAt - place.startsAt }, column)
}

/** The start of the free time under a press: the last full step before it. */
export function freeTimeAt({ axis, columns, pxPerMinute }: Surface, columnIndex: number, top: number): number {
  const place = Math.floor(top / pxPerMinute / coarseStep) * coarseStep
  return instantAt(axis, columns[columnIndex]!.day, place)
}

/** From where to where a place is drawn in a column, in pixels. */
export function drawnAt({ axis, columns, pxPerMinute }: Surface, columnIndex: number, place: Place) {
  const { day } = columns[columnIndex]!
  const top = placeOf(axis, day, place.startsAt) * pxPerMinute
  return { top, height: Math.max(endPlaceOf(axis, day, place.endsAt) * pxPerMinute - top, 14) }
}

function inColumn(place: Place, { resource }: Column): Place {
  return resource.kind === 'room'
    ? { ...place, roomId: resource.id === noRoom ? undefined : resource.id }
    : { ...place, practitionerId: resource.id }
}
