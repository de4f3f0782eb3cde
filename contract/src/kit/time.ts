import { z } from 'zod'

/** An instant, RFC 3339; any offset is read, UTC (`Z`) is answered. */
export const instant = z.iso.datetime({ offset: true }).refine(
  (value) => {
    const at = Date.parse(value)
    return at >= Date.UTC(1900, 0, 1) && at < Date.UTC(2200, 0, 1)
  },
  { error: 'must lie between 1900 and 2200' },
)

/** A calendar date, `YYYY-MM-DD`, without a zone: dates of birth, days of a calendar. */
export const date = z.iso.date()

/** A wall-clock time, `HH:MM`, 00:00 to 23:59; `24:00` ends a day. */
export const wallTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/)

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export const weekday = z.int().min(1).max(7)

/** An IANA time zone that this runtime knows. */
export const timeZone = z.string().max(64).refine(isTimeZone, { error: 'is not a known IANA time zone' })

function isTimeZone(value: string): boolean {
  try {
    return (
      /^[A-Za-z]+([/_+-][A-Za-z0-9_+-]+)*$/.test(value) && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
    )
  } catch {
    return false
  }
}

/** Minutes since midnight of a {@link wallTime}. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
