import { minute } from '@polyclinic/contract/kit/durations.ts'

/** A calendar day of a clinic as elapsed time: 23 or 25 hours where the clocks change. */
export type Day = {
  /** ISO date in the clinic's zone. */
  date: string
  timeZone: string
  /** The day's first instant, epoch milliseconds. */
  start: number
  /** Elapsed minutes from its first instant to the next day's. */
  minutes: number
  pieces: readonly Piece[]
}

/** A run of wall-clock minutes without a change of the clocks. */
export type Piece = { wallFrom: number; wallTo: number; elapsedFrom: number }

/** What the gutter measures: the wall-clock runs that the days in sight have between them. */
export type Axis = { minutes: number; pieces: readonly { wallFrom: number; wallTo: number; from: number }[] }

const wholeDay = 24 * 60

export function dayOf(date: string, timeZone: string): Day {
  const plain = Temporal.PlainDate.from(date)
  const start = plain.toZonedDateTime({ timeZone })
  const end = plain.add({ days: 1 }).toZonedDateTime({ timeZone })
  const startsAt = start.epochMilliseconds
  const minutes = Math.round((end.epochMilliseconds - startsAt) / minute)
  const firstWall = start.hour * 60 + start.minute
  const change = start.getTimeZoneTransition('next')
  if (!change || change.epochMilliseconds >= end.epochMilliseconds) {
    return {
      date,
      timeZone,
      start: startsAt,
      minutes,
      pieces: [{ wallFrom: firstWall, wallTo: wholeDay, elapsedFrom: 0 }],
    }
  }
  const elapsed = Math.round((change.epochMilliseconds - startsAt) / minute)
  const pieces = [
    { wallFrom: firstWall, wallTo: firstWall + elapsed, elapsedFrom: 0 },
    { wallFrom: change.hour * 60 + change.minute, wallTo: wholeDay, elapsedFrom: elapsed },
  ]
  return { date, timeZone, start: startsAt, minutes, pieces }
}

export function daysFrom(date: string, count: number, timeZone: string): Day[] {
  const first = Temporal.PlainDate.from(date)
  return Array.from({ length: count }, (_, index) => dayOf(first.add({ days: index }).toString(), timeZone))
}

/** One axis for several days: an hour that comes twice on one of them has two places, one that all of them lack has none. */
export function axisOf(days: readonly Day[]): Axis {
  const repeating = days.find((day) => isRepeating(day))
  const shared = repeating ?? (days.length === 1 ? days[0] : undefined)
  const pieces = shared?.pieces ?? [{ wallFrom: 0, wallTo: wholeDay, elapsedFrom: 0 }]
  let from = 0
  const placed = pieces.map(({ wallFrom, wallTo }) => {
    const piece = { wallFrom, wallTo, from }
    from += wallTo - wallFrom
    return piece
  })
  return { minutes: from, pieces: placed }
}

/** Where an instant of this day stands on the axis, in axis minutes; instants of other days are clamped to the day's edges. */
export function placeOf(axis: Axis, day: Day, at: number): number {
  const elapsed = Math.min(Math.max((at - day.start) / minute, 0), day.minutes)
  const index = day.pieces.findLastIndex((piece) => piece.elapsedFrom <= elapsed)
  const own = day.pieces[index] ?? day.pieces[0]!
  const wall = own.wallFrom + elapsed - own.elapsedFrom
  const piece = isRepeating(day) ? axis.pieces[index] : axis.pieces.find((each) => wall < each.wallTo)
  const found = piece ?? axis.pieces.at(-1)!
  return found.from + wall - found.wallFrom
}

/** Where a stretch that ends at this instant ends on the axis: the last moment before it decides, not the first after. */
export function endPlaceOf(axis: Axis, day: Day, at: number): number {
  if (at <= day.start) return 0
  return placeOf(axis, day, at - minute) + Math.min(1, (at - day.start) / minute)
}

/** The instant of this day at a place on the axis; a place that the day lacks answers the next moment that it has. */
export function instantAt(axis: Axis, day: Day, place: number): number {
  const within = Math.min(Math.max(place, 0), axis.minutes)
  const index = Math.max(
    axis.pieces.findLastIndex((piece) => piece.from <= within),
    0,
  )
  const wall = axis.pieces[index]!.wallFrom + within - axis.pieces[index]!.from
  if (isRepeating(day) && index > 0) return elapsedAt(day, day.pieces.at(-1)!, wall)
  // A day without the repeated hour goes on where that hour ends for the second time.
  const reached = index > 0 ? Math.max(wall, axis.pieces[index - 1]!.wallTo) : wall
  const own = day.pieces.find((piece) => reached < piece.wallTo) ?? day.pieces.at(-1)!
  return elapsedAt(day, own, Math.max(reached, own.wallFrom))
}

/** Stretches of the axis that this day does not have: the hour skipped in spring, the second of two in autumn. */
export function gapsOf(axis: Axis, day: Day): { from: number; to: number }[] {
  const gaps: { from: number; to: number }[] = []
  let reached = 0
  const own = isRepeating(day) ? [] : day.pieces
  for (const piece of own) {
    const from = placeOf(axis, day, day.start + piece.elapsedFrom * minute)
    if (from > reached) gaps.push({ from: reached, to: from })
    reached = endPlaceOf(axis, day, day.start + (piece.elapsedFrom + piece.wallTo - piece.wallFrom) * minute)
  }
  for (const [index, piece] of axis.pieces.entries()) {
    const before = axis.pieces[index - 1]
    if (!before || isRepeating(day) || before.wallTo <= piece.wallFrom) continue
    gaps.push({ from: piece.from, to: piece.from + before.wallTo - piece.wallFrom })
  }
  return gaps
}

/** The whole hours of the axis with their wall-clock time; an hour that comes twice is listed twice. */
export function hourMarks(axis: Axis): { place: number; hour: number }[] {
  return axis.pieces.flatMap(({ wallFrom, wallTo, from }) => {
    const marks: { place: number; hour: number }[] = []
    for (let wall = Math.ceil(wallFrom / 60) * 60; wall < wallTo; wall += 60) {
      marks.push({ place: from + wall - wallFrom, hour: wall / 60 })
    }
    return marks
  })
}

/** The nearest multiple of `step` minutes. */
export function snap(minutes: number, step: number): number {
  return Math.round(minutes / step) * step
}

/** The same wall-clock time on another day of the same zone; a time that day lacks moves on, as Temporal's 'compatible' does. */
export function onDay(at: number, date: string, timeZone: string): number {
  const time = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime()
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
}

/** The ISO date of an instant in a zone. */
export function dateOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate().toString()
}

/** The wall-clock time, HH:MM, of an instant in a zone. */
export function wallTimeOf(at: number, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainTime().toString().slice(0, 5)
}

function isRepeating(day: Day): boolean {
  return day.pieces.length > 1 && day.pieces[1]!.wallFrom < day.pieces[0]!.wallTo
}

function elapsedAt(day: Day, piece: Piece, wall: number): number {
  return day.start + Math.min(piece.elapsedFrom + wall - piece.wallFrom, day.minutes) * minute
}
