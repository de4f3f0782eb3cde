import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOrderOf, datesAsWritten } from './dates-as-written.ts'

const today = new Date('2026-11-28T12:00:00Z')
const read = (typed: string, country: string) => datesAsWritten(typed, country, today)

test.each([
  ['US', '03/01/1980', ['1980-03-01']],
  ['US', '3-1-80', ['1980-03-01']],
  ['US', '24/06/1999', ['1999-06-24']],
  ['US', '06241999', ['1999-06-24']],
  ['US', 'June 24, 1999', ['1999-06-24']],
  ['PH', '03/01/1980', ['1980-03-01']],
  ['GB', '03/01/1980', ['1980-01-03']],
  ['GB', '24 jun 1999', ['1999-06-24']],
  ['GB', '24th of June 1999', ['1999-06-24']],
  ['GB', 'Sept 5 2001', ['2001-09-05']],
  ['DE', '1.3.1980', ['1980-03-01']],
  ['DE', '24. Juni 1999', ['1999-06-24']],
  ['DE', '5. Mär. 2001', ['2001-03-05']],
  ['DE', '24061999', ['1999-06-24']],
  ['DE', '240699', ['1999-06-24']],
  ['DE', '24.06.24', ['2024-06-24', '1924-06-24']],
  ['CA', '03/01/1980', ['1980-01-03', '1980-03-01']],
  ['CA', '1980-03-01', ['1980-03-01']],
  ['HU', '1980. 03. 01.', ['1980-03-01']],
  ['JP', '1980年3月1日', ['1980-03-01']],
  ['EG', '01\u200f/08\u200f/1971', ['1971-08-01']],
  ['EG', '٢٤/٠٦/١٩٩٩', ['1999-06-24']],
  ['EG', '٢٤ يونيو ١٩٩٩', ['1999-06-24']],
  ['SY', '24 حزيران 1999', ['1999-06-24']],
  ['DE', '31.2.2015', []],
  ['DE', '29.2.1999', []],
  ['DE', '1.1.1700', []],
  ['DE', '1999', []],
  ['DE', '0170 1234567', []],
  ['DE', '+1 2 1999', []],
  ['GB', 'may', []],
  ['GB', 'June Smith 1999', []],
])('in %s %s is %j', (country, typed, dates) => expect(read(typed, country)).toEqual(dates))

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const country = fc.constantFrom('US', 'DE', 'GB', 'CA', 'EG', 'SA', 'IR', 'JP', 'HU', 'SE', 'BR', 'IN', 'IL', 'TH')

test('a day is read back however a country writes it, the year whole', () => {
  fc.assert(
    fc.property(day, country, fc.constantFrom('en', 'de', 'ar'), (iso, where, language) => {
      const [year = '', month = '', date = ''] = iso.split('-')
      const parts = { year, month, day: date }
      const local = dateOrderOf(where).map((part) => parts[part])
      const written = [
        iso,
        ...['/', '.', '-', ' ', ''].map((between) => local.join(between)),
        new Intl.DateTimeFormat(`${language}-u-ca-gregory`, { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(iso),
        ),
      ]
      for (const text of written) expect([text, read(text, where)]).toEqual([text, expect.arrayContaining([iso])])
    }),
  )
})

test('whatever is typed is read as real days or as none', () => {
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789./- jun٣') }))
  fc.assert(
    fc.property(typed, country, (text, where) => {
      for (const date of read(text, where)) expect(new Date(date).toISOString().slice(0, 10)).toBe(date)
    }),
  )
})
