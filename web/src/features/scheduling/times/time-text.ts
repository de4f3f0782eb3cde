import type { Format } from '../../../kit/texts/format.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Intl objects are dear to make, and a calendar asks for hundreds of times at once. */
function timeFormat(locale: string, timeZone: string) {
  const key = `${locale} ${timeZone}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone })
  formats.set(key, made)
  return made
}

/** A time in the clinic's zone, as the reader writes it. */
export const timeText = (format: Format, at: number, timeZone: string) => timeFormat(format.locale, timeZone).format(at)

/** From when to when, saying "AM" or "PM" once where once is enough. */
export const rangeText = (format: Format, from: number, to: number, timeZone: string) =>
  timeFormat(format.locale, timeZone).formatRange(from, to)

/** The time without "AM" and "PM", for lists in the order of time, where space is short. */
export function shortTimeText(format: Format, at: number, timeZone: string) {
  const parts = timeFormat(format.locale, timeZone).formatToParts(at)
  return parts
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim()
}
