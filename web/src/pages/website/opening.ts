import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import { clockRange, clockTime } from '@polyclinic/contract/kit/locale.ts'
import type { Published } from '@polyclinic/contract/website/published.ts'

type Hours = Published['clinics'][number]['openingHours']

/** A wall-clock time as an instant of a day that has no zone, so that it is written and never moved. */
const written = (time: string, locale: string) => clockTime(locale, instantOf(time), 'UTC')

const instantOf = (time: string) => new Date(Date.UTC(2024, 0, 1) + minutesOf(time) * 60_000).toISOString()

const rangeWritten = ({ from, to }: { from: string; to: string }, locale: string) =>
  from === '00:00' && to === '24:00' ? undefined : clockRange(locale, instantOf(from), instantOf(to), 'UTC')

/** Weekday 1–7 and minutes since midnight where the clinic is. */
function wallClock(now: Date, timeZone: string): { weekday: number; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .formatToParts(now)
    .map(({ type, value }) => [type, value] as const)
  const { weekday = '', hour, minute } = Object.fromEntries(parts)
  return {
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(weekday) + 1,
    minutes: Number(hour) * 60 + Number(minute),
  }
}

/** 1 January 2024 was a Monday. */
const dayName = (weekday: number, locale: string) =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)))

export interface Day {
  weekday: number
  name: string
  isToday: boolean
  /** In the order of the day; undefined: round the clock. Empty: closed. */
  spans: (string | undefined)[]
}

export function weekOf(hours: Hours, timeZone: string, locale: string, now: Date): Day[] {
  const today = wallClock(now, timeZone).weekday
  return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    name: dayName(weekday, locale),
    isToday: weekday === today,
    spans: hours
      .filter((span) => span.weekday === weekday)
      .toSorted((one, other) => minutesOf(one.from) - minutesOf(other.from))
      .map((span) => rangeWritten(span, locale)),
  }))
}

export type Opening =
  | { state: 'open'; until: string }
  | { state: 'always' }
  | { state: 'later-today' | 'tomorrow' | 'on'; at: string; day: string }
  | { state: 'unknown' }

/** Whether a clinic is open at this moment, and until or from when. */
export function openingNow(hours: Hours, timeZone: string, locale: string, now: Date): Opening {
  if (hours.length === 0) return { state: 'unknown' }
  const { weekday, minutes } = wallClock(now, timeZone)
  const open = hours.find(
    (span) => span.weekday === weekday && minutesOf(span.from) <= minutes && minutes < minutesOf(span.to),
  )
  if (open) return open.to === '24:00' ? { state: 'always' } : { state: 'open', until: written(open.to, locale) }
  for (let ahead = 0; ahead <= 7; ahead++) {
    const day = ((weekday - 1 + ahead) % 7) + 1
    const [next] = hours
      .filter((span) => span.weekday === day && (ahead > 0 || minutesOf(span.from) > minutes))
      .toSorted((one, other) => minutesOf(one.from) - minutesOf(other.from))
    if (!next) continue
    const state = ahead === 0 ? 'later-today' : ahead === 1 ? 'tomorrow' : 'on'
    return { state, at: written(next.from, locale), day: dayName(day, locale) }
  }
  return { state: 'unknown' }
}
