import { describe, expect, test } from 'vitest'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { localeFor, weekdaysFrom, weekOf } from './locale.ts'

const at = new Date('2026-03-04T14:30:00Z')
const time = (locale: string) =>
  new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'UTC' }).format(at).replaceAll(/\s/g, ' ')
const date = (locale: string) => new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).format(at)
const week = (locale: string) => (new Intl.Locale(locale) as Intl.Locale & { getWeekInfo: () => object }).getWeekInfo()
const digits = (text: string) => text.replaceAll(/[^\p{Nd}]/gu, '')

describe('a language in a country', () => {
  test.each([
    ['en', 'US', '2:30 PM', '3/4/26'],
    ['en', 'GB', '14:30', '04/03/2026'],
    ['en', 'DE', '14:30', '04/03/2026'],
    ['de', 'DE', '14:30', '04.03.26'],
    ['de', 'US', '2:30 PM', '04.03.26'],
    // no habit of its own is known: the days come first, the clock is the country's
    ['en', 'EG', '2:30 pm', '04/03/2026'],
  ] as const)('%s in %s writes %s and %s', (language, country, clock, day) => {
    expect(time(localeFor(language, country))).toBe(clock)
    expect(date(localeFor(language, country))).toBe(day)
  })

  test.each(['US', 'GB', 'DE', 'EG', 'AE', 'SA', 'MA'])(
    'Arabic in %s writes times, dates and counts in one set of digits',
    (country) => {
      const locale = localeFor('ar', country)
      const known = new Set(digits(new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)))
      for (const digit of digits(`${time(locale)} ${date(locale)}`)) expect(known).toContain(digit)
    },
  )

  test('counts weeks as the country does, in every language', () => {
    for (const country of ['US', 'DE', 'GB', 'EG', 'AE', 'SA', 'IL', 'BR'])
      for (const language of languages)
        expect(week(localeFor(language, country))).toMatchObject({ firstDay: weekOf(country).firstDay })
  })
})

test('weeks begin and end where the country says', () => {
  expect(['DE', 'US', 'EG'].map((country) => weekOf(country).firstDay)).toEqual([1, 7, 6])
  expect(['DE', 'EG'].map((country) => weekOf(country).weekend)).toEqual([
    [6, 7],
    [5, 6],
  ])
  expect(weekdaysFrom(6)).toEqual([6, 7, 1, 2, 3, 4, 5])
})

test('a browser that knows no weeks is told the same', () => {
  const known = ['DE', 'GB', 'US', 'EG', 'JO', 'IN', 'BR', 'MX', 'CA', 'SA', 'FR', 'IL', 'JP'].map(
    (country) => [country, weekOf(country)] as const,
  )
  const { getWeekInfo } = Intl.Locale.prototype as { getWeekInfo?: unknown }
  try {
    delete (Intl.Locale.prototype as { getWeekInfo?: unknown }).getWeekInfo
    for (const [country, week] of known)
      expect([country, weekOf(country)]).toEqual([
        country,
        { ...week, weekend: country === 'IN' ? [6, 7] : week.weekend },
      ])
  } finally {
    Object.assign(Intl.Locale.prototype, { getWeekInfo })
  }
})
