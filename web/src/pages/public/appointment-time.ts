import { day } from '@polyclinic/contract/kit/durations.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { clockRange, localeOf } from '@polyclinic/contract/kit/locale.ts'

/** An appointment's day and time in the clinic's zone, in the reader's language as the clinic's country writes it. */
export function appointmentTime(appointment: LinkedAppointment, language: Language, now: Date) {
  const { timeZone } = appointment.clinic
  const startsAt = new Date(appointment.startsAt)
  const endsAt = new Date(appointment.endsAt)
  const locale = localeOf(language, appointment.organization.country)
  const write = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone, ...options })
  const isThisYear = yearIn(startsAt, timeZone) === yearIn(now, timeZone)
  return {
    day: write({ weekday: 'long', day: 'numeric', month: 'long', ...(isThisYear ? {} : { year: 'numeric' }) }).format(
      startsAt,
    ),
    hours: clockRange(locale, appointment.startsAt, appointment.endsAt, timeZone),
    minutes: Math.round((endsAt.getTime() - startsAt.getTime()) / 60_000),
    zone: zoneName(startsAt, timeZone, locale),
    distance: distance(daysBetween(now, startsAt, timeZone), locale),
    isOver: endsAt <= now,
  }
}

/** "today", "tomorrow", "in 3 days"; nothing beyond six weeks, where a count of days says little. */
function distance(days: number, locale: string) {
  if (days < 0 || days > 42) return undefined
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
}

/** Calendar days between two instants as the clinic counts them. */
function daysBetween(from: Date, to: Date, timeZone: string) {
  return Math.round((Date.parse(dateIn(to, timeZone)) - Date.parse(dateIn(from, timeZone))) / day)
}

/** `YYYY-MM-DD`: the Swedish order of a date is the ISO one. */
const dateIn = (at: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)

const yearIn = (at: Date, timeZone: string) => dateIn(at, timeZone).slice(0, 4)

function zoneName(at: Date, timeZone: string, locale: string) {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(at)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}
