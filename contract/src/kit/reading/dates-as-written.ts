import { withDigits } from './digits.ts'
import { fold } from './fold.ts'

type Part = 'day' | 'month' | 'year'

/**
 * In which order a country writes day, month and year (CLDR, by the language that most there speak): the United States
 * month first, Germany day first, Hungary and Japan year first.
 */
export function dateOrderOf(country: string): Part[] {
  const { language, region } = new Intl.Locale(`und-${country}`).maximize()
  const parts = new Intl.DateTimeFormat(`${language}-${region ?? country}-u-ca-gregory`, {
    dateStyle: 'short',
  }).formatToParts(0)
  return parts.map(({ type }) => type).filter((type) => type === 'day' || type === 'month' || type === 'year')
}

/** Languages and countries whose months are read; Arabic months have three sets of names. */
const readMonthsOf = 'en de ar ar-SY ar-DZ fr es it nl pt pl tr ru uk vi sv da nb fi cs hu ro el he fa'.split(' ')

let months: Map<string, number> | undefined

function monthNames(): Map<string, number> {
  if (months) return months
  months = new Map()
  for (const locale of readMonthsOf)
    for (const style of ['long', 'short'] as const)
      for (const withDay of [true, false])
        for (let month = 11; month >= 0; month--) {
          const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, {
            month: style,
            timeZone: 'UTC',
            ...(withDay && { day: 'numeric' }),
          })
          const name = format.formatToParts(Date.UTC(2024, month, 1)).find(({ type }) => type === 'month')?.value ?? ''
          if (!/\d/.test(fold(name)) && !months.has(fold(name))) months.set(fold(name), month + 1)
        }
  return months
}

/** The month whose name this is or begins, three letters at least; `sept` and `juni` among them. */
export function monthCalled(word: string): number | undefined {
  const names = monthNames()
  const known = names.get(word)
  if (known !== undefined || word.length < 3) return known
  const begun = new Set([...names].filter(([name]) => name.startsWith(word)).map(([, month]) => month))
  return begun.size === 1 ? [...begun][0] : undefined
}

/**
 * The days that somebody may have meant, as ISO dates, the likeliest first; empty where it is no date. Separators of all
 * kinds, digits of all scripts, names of months and eight or six digits in a row are read, the order is the country's.
 * More than one: a year of two digits, or a country where both orders are common. Between 1800 and 2199; `today` decides
 * the century: birth dates lie in the past.
 */
export function datesAsWritten(typed: string, country: string, today: Date = new Date()): string[] {
  const text = withDigits(typed.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/(?<=\d)[年月日]/gu, ' ')
    .trim()
  const words = fold(text)
    .split(' ')
    .filter((word) => !/^(de|of|the|a|del)$/.test(word))
    .map((word) => word.replace(/(?<=^\d{1,2})(st|nd|rd|th|er|e)$/, ''))
  const readings = words.some((word) => /^\p{L}+$/u.test(word))
    ? named(words)
    : isOfDigits(text)
      ? numbered(text, words, dateOrderOf(country))
      : []
  const dates = readings.flatMap(({ year, month, day }) => yearsOf(year, today).map((full) => isoOf(full, month, day)))
  return [...new Set(dates.filter((date) => date !== undefined))]
}

/** Digits and what stands between them in a date; a plus or brackets belong to phones. */
const isOfDigits = (text: string) => /^\d[\d\s./,\-–—‐‑‒−]*$/u.test(text)

interface Reading {
  year: string
  month: number
  day: number
}

/** `24 jun 1999`, `June 24, 1999`, `24. Juni 1999`, `1999 June 24`. */
function named(words: readonly string[]): Reading[] {
  const numbers = words.filter((word) => /^\d+$/.test(word))
  const months = words.filter((word) => !/^\d+$/.test(word))
  const month = monthCalled(months.join(' ')) ?? (months.length === 1 ? monthCalled(months[0] ?? '') : undefined)
  const [one, other] = numbers
  if (!month || !one || !other || numbers.length !== 2) return []
  const [day, year] = one.length === 4 ? [other, one] : [one, other]
  return /^\d{1,2}$/.test(day) ? [{ year, month, day: Number(day) }] : []
}

function numbered(text: string, words: readonly string[], order: readonly Part[]): Reading[] {
  const [one = '', two = '', three = ''] = words
  if (words.length === 1) return compact(one, order)
  if (words.length !== 3 || text.length > 14) return []
  if (/^\d{4}$/.test(one)) return byPlace({ year: one, first: two, second: three }, ['month'])
  return /^\d{2}$|^\d{4}$/.test(three) ? byPlace({ year: three, first: one, second: two }, firstsOf(order)) : []
}

/** Whether day or month comes first where the year comes last; both, where the country itself begins with the year. */
const firstsOf = (order: readonly Part[]): Part[] =>
  order[0] === 'year' ? ['day', 'month'] : order[0] === 'month' ? ['month'] : ['day']

/** Where the country's order gives no day of any year, the other is meant: `24/06/1999` in the United States. */
function byPlace(
  { year, first, second }: { year: string; first: string; second: string },
  firsts: readonly Part[],
): Reading[] {
  if (!/^\d{1,2}$/.test(first) || !/^\d{1,2}$/.test(second)) return []
  const [one, two] = [Number(first), Number(second)]
  const dayFirst = { year, month: two, day: one }
  const monthFirst = { year, month: one, day: two }
  const readings = firsts.map((part) => (part === 'day' ? dayFirst : monthFirst)).filter(isDay)
  return readings.length ? readings : [dayFirst, monthFirst].filter(isDay)
}

const isDay = ({ month, day }: Reading) => month >= 1 && month <= 12 && day >= 1 && day <= 31

/** `24061999`, `19990624`, `240699`. */
function compact(digits: string, order: readonly Part[]): Reading[] {
  const at = (from: number, to: number) => digits.slice(from, to)
  if (digits.length === 8) {
    const yearLast = byPlace({ year: at(4, 8), first: at(0, 2), second: at(2, 4) }, firstsOf(order)).filter(
      ({ year }) => isYear(year),
    )
    const yearFirst = byPlace({ year: at(0, 4), first: at(4, 6), second: at(6, 8) }, ['month']).filter(({ year }) =>
      isYear(year),
    )
    return order[0] === 'year' ? [...yearFirst, ...yearLast] : [...yearLast, ...yearFirst]
  }
  if (digits.length !== 6) return []
  const yearFirst = byPlace({ year: at(0, 2), first: at(2, 4), second: at(4, 6) }, ['month'])
  const yearLast = byPlace({ year: at(4, 6), first: at(0, 2), second: at(2, 4) }, firstsOf(order))
  return order[0] === 'year' ? [...yearFirst, ...yearLast] : yearLast.length ? yearLast : yearFirst
}

const isYear = (year: string) => year >= '1800' && year <= '2199'

/** A year of two digits is the last one that ended so, or a hundred years before. */
function yearsOf(year: string, today: Date): string[] {
  if (year.length === 4) return isYear(year) ? [year] : []
  if (year.length !== 2) return []
  const now = today.getUTCFullYear()
  const latest = now - ((now - Number(year)) % 100)
  return [latest, latest - 100].filter((full) => full >= 1900).map(String)
}

function isoOf(year: string, month: number, day: number): string | undefined {
  const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return new Date(`${date}T00:00:00Z`).toJSON()?.startsWith(date) ? date : undefined
}
