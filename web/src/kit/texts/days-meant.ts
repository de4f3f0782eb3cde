import { dateOrderOf, datesAsWritten } from '@polyclinic/contract/kit/reading/dates-as-written.ts'
import { withDigits } from '@polyclinic/contract/kit/reading/digits.ts'
import { fold, foldedForms } from '@polyclinic/contract/kit/reading/fold.ts'
import { countIn, fillers, isAgo, languages, sidesIn, unitIn, type Unit } from './day-words.ts'

export interface DayMeant {
  /** ISO. */
  date: string
  /** It reads as a day and as nothing else; otherwise it may as well be the beginning of a name. */
  isSure: boolean
}

/**
 * The days that somebody may mean for whom it is `today` (ISO), the likeliest first: dates with and without a year in the
 * country's order, `next monday`, `fri`, `in 2 weeks`, `tomorrow`, in English, German and Arabic, whatever the reader's
 * language. Birth dates are none: nobody opens a calendar decades away.
 */
export function daysMeant(typed: string, country: string, today: string): DayMeant[] {
  const text = withDigits(typed.normalize('NFKC'))
    .replaceAll(/\p{Cf}/gu, '')
    .trim()
  if (text.length < 2) return []
  const words = fold(text).split(' ').filter(Boolean)
  const read = [dated(text, words, country, today), relative(words, today), onWeekday(words, today)].flat()
  const days = read.length === 0 && words.length === 1 ? begunWith(words[0] ?? '', today) : read
  return days.filter(({ date }, at) => days.findIndex((other) => other.date === date) === at).slice(0, mostOffered)
}

const mostOffered = 3
/** How far from today a date with its year still is a page of the calendar, in days. */
const farthest = 2 * 366
/** How many days ago a date without its year may lie, to be meant before that of the coming year. */
const justNow = 60

const day = (date: Temporal.PlainDate, isSure = true): DayMeant => ({ date: date.toString(), isSure })
const plain = (iso: string) => Temporal.PlainDate.from(iso)
const after = (iso: string, unit: Unit, count: number) => plain(iso).add({ [`${unit}s`]: count })
const distance = (today: string, date: string) => Math.abs(plain(today).until(date).days)

/** `15 Dec`, `15.12.`, `12/15/2026`; a weekday before it is believed where one of the years has it. */
function dated(text: string, words: readonly string[], country: string, today: string): DayMeant[] {
  const weekday = weekdayCalled(words[0] ?? '')
  if (weekday && words.length > 1) {
    const rest = text.replace(/^\S+\s*/, '')
    const days = dated(rest, words.slice(1), country, today)
    const agreeing = days.filter(({ date }) => plain(date).dayOfWeek === weekday)
    return agreeing.length > 0 ? agreeing : days
  }
  const noon = new Date(`${today}T12:00:00Z`)
  const whole = datesAsWritten(text, country, noon).filter((date) => distance(today, date) <= farthest)
  // six or eight digits may as well be a phone's
  if (whole.length > 0) return whole.map((date) => ({ date, isSure: !/^\d+$/.test(text) }))
  const year = Number(today.slice(0, 4))
  return [year - 1, year, year + 1]
    .flatMap((each) => withYear(text, words, country, each).flatMap((full) => datesAsWritten(full, country, noon)))
    .filter((date) => plain(today).until(date).days >= -justNow && distance(today, date) <= 366)
    .toSorted((one, other) => distance(today, one) - distance(today, other))
    .map((date) => ({ date, isSure: true }))
}

/** A day and a month, completed by a year where the country writes it; nothing where it is no day and month. */
function withYear(text: string, words: readonly string[], country: string, year: number): string[] {
  const numbers = /^(\d{1,2})\s?[./\-–]\s?(\d{1,2})\.?$/.exec(text)
  if (numbers) {
    const [, one, other] = numbers
    const last = `${one}/${other}/${year}`
    return dateOrderOf(country)[0] === 'year' ? [`${year}/${one}/${other}`, last] : [last]
  }
  const isNamed = words.some((word) => /^\d{1,2}\D{0,2}$/.test(word)) && words.some((word) => /^\p{L}+$/u.test(word))
  return isNamed ? [`${text} ${year}`] : []
}

/** `tomorrow`, `in 2 weeks`, `next month`, `vor 3 Tagen`, `بعد أسبوعين`. */
function relative(words: readonly string[], today: string): DayMeant[] {
  const named = namedDays().get(words.join(' '))
  if (named !== undefined) return [day(after(today, 'day', named))]
  const { side, rest } = sidesIn(words)
  const amount = amountIn(rest)
  if (!amount) return []
  const { count, unit, isCounted } = amount
  if (side === undefined && !isCounted) return []
  const ago = isAgo(words) || side === 'last'
  if (side === 'this') return [day(plain(today))]
  return count <= 500 && distance(today, after(today, unit, count).toString()) <= farthest
    ? [day(after(today, unit, ago ? -count : count))]
    : []
}

/** A number and a unit, as digits or as words; fillers between them say nothing. A unit alone is one, or two in Arabic's dual. */
function amountIn(words: readonly string[]): { count: number; unit: Unit; isCounted: boolean } | undefined {
  const said = words.filter((word) => !fillers.has(word)).flatMap((word) => word.split(/(?<=\d)(?=\p{L})/u))
  const [one = '', other] = said
  if (other === undefined) {
    const alone = unitIn(one)
    return alone && { unit: alone.unit, count: alone.isDual ? 2 : 1, isCounted: alone.isDual || words.length > 1 }
  }
  const count = countIn(one)
  const unit = unitIn(other)?.unit
  return said.length === 2 && unit && count !== undefined ? { count, unit, isCounted: true } : undefined
}

/** Arabic says "the day Friday". */
const dayBeforeName = fold('يوم')

/** `fri`, `next monday`, `letzten Freitag`, `الجمعة القادمة`, `Montag in 2 Wochen`. */
function onWeekday(words: readonly string[], today: string): DayMeant[] {
  const { side, rest } = sidesIn(words)
  const said = rest.filter((word) => !fillers.has(word))
  const at = said.findIndex((word) => weekdayCalled(word) !== undefined)
  const weekday = weekdayCalled(said[at] ?? '')
  if (weekday === undefined) return []
  const others = said.toSpliced(at, 1).filter((word) => word !== dayBeforeName)
  const ahead = (weekday - plain(today).dayOfWeek + 7) % 7
  const first = side === 'last' ? ahead - 7 : side === 'next' && ahead === 0 ? 7 : ahead
  if (others.length > 0) {
    const amount = amountIn(others)
    return amount?.unit === 'week' && !isAgo(words) ? [day(after(today, 'day', ahead + amount.count * 7))] : []
  }
  // "next Friday" is the coming one to some, and that of the next week to others
  const days = side === 'next' || (first === 0 && side === undefined) ? [first, first + 7] : [first]
  return days.map((each) => day(after(today, 'day', each), [...(said[0] ?? '')].length > 2 || words.length > 1))
}

/** The beginning of `tomorrow` or of a weekday; names begin so as well. */
function begunWith(word: string, today: string): DayMeant[] {
  if ([...word].length < 3) return []
  const ahead = [...weekdays()]
    .filter(([name]) => name.startsWith(word))
    .map(([, weekday]) => (weekday - plain(today).dayOfWeek + 7) % 7)
  const byName = [...namedDays()].filter(([name]) => name.startsWith(word)).map(([, days]) => days)
  return [...new Set([...byName, ...ahead])].map((days) => day(after(today, 'day', days), false))
}

let weekdaysByName: Map<string, number> | undefined

/** Names of weekdays, whole and short, folded: 1 for Monday. */
function weekdays(): Map<string, number> {
  if (weekdaysByName) return weekdaysByName
  weekdaysByName = new Map()
  for (const locale of languages)
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
      // 2024-01-01 was a Monday
      for (let at = 1; at <= 7; at++)
        for (const form of foldedForms(format.format(Date.UTC(2024, 0, at)))) weekdaysByName.set(form, at)
    }
  for (const [name, at] of weekdaysByName) if (name.startsWith('ال')) weekdaysByName.set(name.slice(2), at)
  return weekdaysByName
}

/** The whole or short name of a weekday, `tues` and `thurs` among them. */
function weekdayCalled(word: string): number | undefined {
  const names = weekdays()
  if (names.has(word) || !/^(tues|thur|thurs)$/.test(word)) return names.get(word)
  return names.get(word.slice(0, 3))
}

let daysByName: Map<string, number> | undefined

/** Yesterday, today, tomorrow and what languages have words for beyond (CLDR), folded. */
function namedDays(): Map<string, number> {
  if (daysByName) return daysByName
  daysByName = new Map()
  for (const locale of languages) {
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
    for (let days = -2; days <= 2; days++)
      for (const form of foldedForms(format.format(days, 'day'))) if (!/\d/.test(form)) daysByName.set(form, days)
  }
  for (const [name, days] of alsoCalled) daysByName.set(fold(name), days)
  return daysByName
}

const alsoCalled: [string, number][] = [
  ['day after tomorrow', 2],
  ['the day after tomorrow', 2],
  ['day before yesterday', -2],
  ['the day before yesterday', -2],
  ['غدا', 1],
  ['بكرة', 1],
  ['بعد غد', 2],
  ['امبارح', -1],
  ['أول أمس', -2],
]
