import { z } from 'zod'
import { wrong } from './problem.ts'

/** Nothing that a clinic plans or records lies outside of these years; the databases and zones know them all. */
const [earliest, end] = [Date.UTC(1900, 0, 1), Date.UTC(2200, 0, 1)]

/** East or west of Greenwich, at most 15:59: what PostgreSQL reads, and more than any place on earth has (14:00). */
const offset = /(Z|[+-](0\d|1[0-5]):[0-5]\d)$/

/** An instant, RFC 3339; any offset is read, UTC to the millisecond (`Z`) is what it becomes. */
export const instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .regex(offset, { error: 'has an offset beyond 15:59' })
  .refine(
    (value) => {
      const at = Date.parse(value)
      return at >= earliest && at < end
    },
    wrong('must lie between 1900 and 2200', 'date'),
  )
  // what is no instant was refused above and stays as it was sent
  .overwrite((value) => (Number.isNaN(Date.parse(value)) ? value : new Date(value).toISOString()))
  .meta({ id: 'Instant', description: 'RFC 3339, any offset', examples: ['2027-03-01T09:00:00Z'] })

/** A calendar date, `YYYY-MM-DD`, without a zone: dates of birth, days of a calendar. 1800 to 2199. */
export const date = z.iso
  .date()
  .refine((value) => value >= '1800-01-01' && value < '2200-01-01', wrong('must lie between 1800 and 2200', 'date'))

/** A wall-clock time, `HH:MM`, 00:00 to 23:59; `24:00` ends a day. */
export const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export const weekday = z.int().min(1).max(7)

/** An IANA time zone that this runtime knows. */
export const timeZone = z.string().max(64).refine(isTimeZone, wrong('is not a known IANA time zone', 'time-zone'))

/** Names, not offsets. A part never holds what parts are joined by: else a hostile name is read in a million ways. */
const zoneName = /^[A-Za-z][\w+-]*(\/[\w+-]+)*$/

function isTimeZone(value: string): boolean {
  try {
    return zoneName.test(value) && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}
