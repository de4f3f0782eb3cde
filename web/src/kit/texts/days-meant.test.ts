import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysMeant } from './days-meant.ts'

/** A Saturday. */
const today = '2026-11-28'
const read = (typed: string, country = 'GB', on = today) => daysMeant(typed, country, on).map(({ date }) => date)

test.each([
  ['15 Dec', 'GB', ['2026-12-15']],
  ['December 15', 'US', ['2026-12-15']],
  ['Tue 15 Dec', 'GB', ['2026-12-15']],
  ['Dienstag, 15. Dezember 2026', 'DE', ['2026-12-15']],
  ['15.12.', 'DE', ['2026-12-15']],
  ['15. Dez.', 'DE', ['2026-12-15']],
  ['3/1', 'GB', ['2027-01-03']],
  ['3/1', 'US', ['2027-03-01']],
  ['3/1', 'CA', ['2027-01-03', '2027-03-01']],
  ['3/1', 'JP', ['2027-01-03', '2027-03-01']],
  ['12/15', 'GB', ['2026-12-15']],
  ['1/12/26', 'GB', ['2026-12-01']],
  ['15122026', 'DE', ['2026-12-15']],
  ['25 Nov', 'GB', ['2026-11-25', '2027-11-25']],
  ['15 Jan', 'GB', ['2027-01-15']],
  ['15 ديسمبر', 'EG', ['2026-12-15']],
  ['١٥ كانون الأول', 'SY', ['2026-12-15']],
  ['١٥/١٢', 'EG', ['2026-12-15']],
  ['29 Feb', 'GB', []],
  ['31 Nov', 'GB', []],
  ['24 Jun 1999', 'GB', []],
])('%s in %s', (typed, country, days) => expect(read(typed, country).toSorted()).toEqual(days))

test.each([
  ['today', ['2026-11-28']],
  ['Tomorrow', ['2026-11-29']],
  ['day after tomorrow', ['2026-11-30']],
  ['yesterday', ['2026-11-27']],
  ['heute', ['2026-11-28']],
  ['morgen', ['2026-11-29']],
  ['Übermorgen', ['2026-11-30']],
  ['uebermorgen', ['2026-11-30']],
  ['vorgestern', ['2026-11-26']],
  ['اليوم', ['2026-11-28']],
  ['غدًا', ['2026-11-29']],
  ['غدا', ['2026-11-29']],
  ['بعد غد', ['2026-11-30']],
  ['أمس', ['2026-11-27']],
  ['in 2 weeks', ['2026-12-12']],
  ['in two weeks', ['2026-12-12']],
  ['2w', ['2026-12-12']],
  ['in a month', ['2026-12-28']],
  ['3 days ago', ['2026-11-25']],
  ['next week', ['2026-12-05']],
  ['last week', ['2026-11-21']],
  ['in 2 Wochen', ['2026-12-12']],
  ['in zwei Wochen', ['2026-12-12']],
  ['in einem Monat', ['2026-12-28']],
  ['in 14 Tagen', ['2026-12-12']],
  ['vor 3 Tagen', ['2026-11-25']],
  ['nächste Woche', ['2026-12-05']],
  ['بعد أسبوعين', ['2026-12-12']],
  ['بعد ٣ أيام', ['2026-12-01']],
  ['خلال أسبوع', ['2026-12-05']],
  ['الأسبوع القادم', ['2026-12-05']],
  ['قبل يومين', ['2026-11-26']],
])('%s', (typed, days) => expect(read(typed)).toEqual(days))

test.each([
  ['fri', ['2026-12-04']],
  ['Fri.', ['2026-12-04']],
  ['thurs', ['2026-12-03']],
  ['Sat', ['2026-11-28', '2026-12-05']],
  ['on monday', ['2026-11-30']],
  ['next monday', ['2026-11-30', '2026-12-07']],
  ['next saturday', ['2026-12-05', '2026-12-12']],
  ['last saturday', ['2026-11-21']],
  ['this friday', ['2026-12-04']],
  ['monday in 2 weeks', ['2026-12-14']],
  ['Mo', ['2026-11-30']],
  ['am Freitag', ['2026-12-04']],
  ['nächsten Montag', ['2026-11-30', '2026-12-07']],
  ['naechsten Montag', ['2026-11-30', '2026-12-07']],
  ['letzten Freitag', ['2026-11-27']],
  ['Montag in einer Woche', ['2026-12-07']],
  ['الاثنين', ['2026-11-30']],
  ['اثنين', ['2026-11-30']],
  ['يوم الجمعة', ['2026-12-04']],
  ['الاثنين القادم', ['2026-11-30', '2026-12-07']],
  ['الجمعة الماضية', ['2026-11-27']],
])('%s is a weekday', (typed, days) => expect(read(typed)).toEqual(days))

test.each([
  '',
  'f',
  '15',
  '1999',
  '0170 1234567',
  '555-0199',
  'anna',
  'May',
  'June Smith',
  'week',
  'next',
  'Anna Montag',
  '15 12',
  'in',
  'last Müller',
])('%j is no day', (typed) => expect(read(typed)).toEqual([]))

test.each(['mo', 'so', 'sam', 'tom', 'mont', '151226'])('%s may be a name or a number as well', (typed) => {
  const days = daysMeant(typed, 'GB', today)
  expect(days.length).toBeGreaterThan(0)
  expect(days.filter(({ isSure }) => isSure)).toEqual([])
})

test.each(['fri', 'tomorrow', '15 Dec', 'morgen', 'الجمعة', 'in 2 weeks', '1.12.'])(
  '%s is a day and nothing else',
  (typed) => expect(daysMeant(typed, 'DE', today).every(({ isSure }) => isSure)).toBe(true),
)

test('any day of the coming eleven months is read without its year, however a country writes it', () => {
  const from = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true })
  const iso = (date: Date) => date.toISOString().slice(0, 10)
  fc.assert(
    fc.property(
      from,
      fc.nat(330),
      fc.constantFrom('en-GB', 'en-US', 'de-DE', 'ar-EG', 'ar-SA', 'de-CH'),
      (date, ahead, locale) => {
        const wanted = new Date(date.getTime() + ahead * 86_400_000)
        const country = locale.slice(-2)
        for (const month of ['long', 'short', 'numeric'] as const) {
          const options = { day: 'numeric', month, timeZone: 'UTC' } as const
          const written = new Intl.DateTimeFormat(`${locale}-u-ca-gregory`, options).format(wanted)
          expect([written, read(written, country, iso(date))]).toEqual([written, expect.arrayContaining([iso(wanted)])])
        }
      },
    ),
  )
})

test('whatever is typed is read as real days or as none', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789./- in next week fri يوم بعد غد'.split('')) })
  fc.assert(
    fc.property(typed, fc.constantFrom('US', 'DE', 'EG', 'CA'), (text, country) => {
      for (const date of read(text, country)) expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
    }),
  )
})
