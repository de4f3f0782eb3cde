import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPartialDate } from '../partial-date.ts'
import { readBirthDate } from './birth-date.ts'

const today = '2026-11-28'

test.each([
  ['GB', '1961', '1961'],
  ['GB', 'about 2024', '2024'],
  ['GB', '~2024', '2024'],
  ['EG', '٢٠٢٤', '2024'],
  ['GB', '6/2024', '2024-06'],
  ['GB', '2024-06', '2024-06'],
  ['GB', 'June 2024', '2024-06'],
  ['DE', 'Juni 2024', '2024-06'],
  ['EG', 'يونيو 2024', '2024-06'],
  ['GB', '24 jun 1999', '1999-06-24'],
  ['US', '3/1/80', '1980-03-01'],
  ['GB', '3/1/80', '1980-01-03'],
  ['GB', '24061999', '1999-06-24'],
  ['DE', '24.06.26', '2026-06-24'],
  ['DE', '24.12.26', '1926-12-24'],
  ['GB', '2 years', '2024'],
  ['GB', 'about 2 years', '2024'],
  ['GB', '2y', '2024'],
  ['DE', 'etwa 2 Jahre', '2024'],
  ['GB', '18 months', '2025-05'],
  ['DE', '3 Wochen', '2026-11'],
  ['EG', '٣ سنوات', '2023'],
])('in %s %j is read as %j', (country, typed, read) => expect(readBirthDate(typed, country, today)).toBe(read))

test.each([
  '',
  '24/06',
  '24/06/',
  '31/02/2020',
  '13/2024',
  '61',
  'unknown',
  '2024 or 2025',
  '2024?',
  '1700',
  '24/06/1999 x',
  '2 dogs',
])('%j is refused', (typed) => expect(readBirthDate(typed, 'GB', today)).toBeUndefined())

test('whatever is known of a date is read as just that', () => {
  const day = fc
    .date({ min: new Date('1800-01-01'), max: new Date('2026-11-28'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(4, 7, 10),
      fc.constantFrom('GB', 'US', 'JP', 'DE', 'EG'),
      (date, length, country) => {
        const known = date.slice(0, length)
        expect(isPartialDate(known)).toBe(true)
        expect(readBirthDate(known, country, today)).toBe(known)
      },
    ),
  )
})
