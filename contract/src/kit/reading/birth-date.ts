import { cleanLine } from './clean.ts'
import { datesAsWritten, monthCalled } from './dates-as-written.ts'
import { withDigits } from './digits.ts'
import { fold } from './fold.ts'
import { isPartialDate } from '../partial-date.ts'

/** What people say before a date that they are not sure of. */
const nearly = /^(about|around|circa|ca\.?|approx\.?|~|etwa|ungefähr|um|نحو|حوالي|تقريبا)\s*(?=\S)/i

/**
 * A date of birth as people write it: whole, in the country's order or with the month's name; month and year; a year alone; an
 * age, counted back from `today` (`YYYY-MM-DD`). Undefined where it cannot be understood; nothing of it is left out.
 */
export function readBirthDate(typed: string, country: string, today: string): string | undefined {
  const text = withDigits(cleanLine(typed).normalize('NFKC')).replace(nearly, '')
  if (/^\d{4}$/.test(text)) return isPartialDate(text) ? text : undefined
  const read = ageIn(text.toLowerCase(), today) ?? monthIn(text)
  if (read !== undefined) return isPartialDate(read) ? read : undefined
  const days = datesAsWritten(text, country, new Date(`${today}T12:00:00Z`))
  return days.find((day) => day <= today) ?? days[0]
}

const units: readonly (readonly [RegExp, 'year' | 'month' | 'week'])[] = [
  [/^(years?|yrs?|y|jahre?|j|سنة|سنوات|سنين|عام|أعوام)( old| alt)?$/, 'year'],
  [/^(months?|mos?|monate?|شهر|شهرا|أشهر|شهور)( old| alt)?$/, 'month'],
  [/^(weeks?|wks?|w|wochen?|أسبوع|أسبوعا|أسابيع)( old| alt)?$/, 'week'],
]

/** No more exact than it was said: of years the year, of months and weeks the month. */
function ageIn(text: string, today: string): string | undefined {
  const [, count, word = ''] = /^(\d{1,3}) ?([^\d\s].*)$/.exec(text) ?? []
  const unit = units.find(([pattern]) => pattern.test(word.replaceAll('.', '')))?.[1]
  if (!count || !unit) return undefined
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number)
  const back = (of: typeof unit) => (of === unit ? Number(count) : 0)
  const onTheFirst = unit === 'month' ? 1 : day
  const then = new Date(Date.UTC(year - back('year'), month - 1 - back('month'), onTheFirst - back('week') * 7))
  return then.toJSON().slice(0, unit === 'year' ? 4 : 7)
}

/** The month, `YYYY-MM`, that was written: `6/2024`, `2024-06`, `June 2024`, `2024 يونيو`. */
export function monthIn(text: string): string | undefined {
  const words = fold(text).split(' ')
  const [year, ...years] = words.filter((word) => /^\d{4}$/.test(word))
  const named = words.filter((word) => !/^\d{4}$/.test(word)).join(' ')
  const month = /^\d{1,2}$/.test(named) ? Number(named) : /^[\p{L} ]+$/u.test(named) ? monthCalled(named) : undefined
  if (year === undefined || years.length > 0 || month === undefined) return undefined
  const read = `${year}-${String(month).padStart(2, '0')}`
  return isPartialDate(read) ? read : undefined
}
