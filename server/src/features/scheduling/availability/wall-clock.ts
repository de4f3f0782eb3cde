import { joined, type Span } from '@polyclinic/contract/scheduling/hours.ts'

/** A stretch of one weekday (ISO 8601: 1 is Monday) in minutes of wall-clock time; 1440 ends a day. */
export interface WeeklySpan {
  weekday: number
  from: number
  to: number
}

export const weeklySpans = (tuples: readonly (readonly [number, number, number])[] | null): WeeklySpan[] =>
  (tuples ?? []).map(([weekday, from, to]) => ({ weekday, from, to }))

/** Turns one zone's wall-clock time into instants, remembering what it worked out. */
export interface WallClock {
  /** A minute of a day as an instant; 'compatible' where the clock jumps (RFC 5545 §3.3.5). */
  instantOf(date: Temporal.PlainDate, minute: number): number
  dateOf(instant: number): Temporal.PlainDate
  /** How far wall-clock time is ahead of UTC then, in milliseconds. */
  offsetAt(instant: number): number
}

export function wallClockOf(timeZone: string): WallClock {
  const known = new Map<string, number>()
  return {
    instantOf(date, minute) {
      const key = `${date.toString()} ${minute}`
      let instant = known.get(key)
      if (instant === undefined) {
        const isNextDay = minute === 1440
        const day = isNextDay ? date.add({ days: 1 }) : date
        const time = isNextDay ? { hour: 0 } : { hour: Math.floor(minute / 60), minute: minute % 60 }
        instant = day
          .toPlainDateTime(time)
          .toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds
        known.set(key, instant)
      }
      return instant
    },
    dateOf: (instant) => Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate(),
    offsetAt: (instant) =>
      Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).offsetNanoseconds / 1e6,
  }
}

/** The weekly stretches as instants, from the day of `from` to the day of `to`, joined where they touch. */
export function spansBetween(weekly: readonly WeeklySpan[], clock: WallClock, from: number, to: number): Span[] {
  const spans: Span[] = []
  const last = clock.dateOf(to)
  for (let date = clock.dateOf(from); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    for (const { weekday, from: opens, to: closes } of weekly) {
      if (weekday === date.dayOfWeek)
        spans.push({ start: clock.instantOf(date, opens), end: clock.instantOf(date, closes) })
    }
  }
  return joined(spans)
}
