import fc from 'fast-check'
import { expect, test } from 'vitest'
import { numberSigns, readAmount } from './amount.ts'

test.each([
  ['en-GB', '45,50', 2, 4550],
  ['en-GB', '45.5', 2, 4550],
  ['en-GB', '1,234.50', 2, 123450],
  ['en-GB', '1.234,50', 2, 123450],
  ['en-GB', '1 234,50', 2, 123450],
  ['en-GB', "1'234.50", 2, 123450],
  ['en-GB', '£45.00', 2, 4500],
  ['en-GB', '1,234', 2, 123400],
  ['de-DE', '1.234', 2, 123400],
  ['de-DE', '1,234', 3, 1234],
  ['de-DE', '45,–', 2, 4500],
  ['en-IN', '12,34,567', 2, 123456700],
  ['en-GB', '12,345,678.9', 2, 1234567890],
  ['ar-EG', '٤٥٫٥٠', 2, 4550],
  ['ar-EG', '١٬٢٣٤٫٥', 2, 123450],
  ['ar-KW', '1.234', 3, 1234],
  ['ja-JP', '1,234', 0, 1234],
  ['ja-JP', '１２３４', 0, 1234],
  ['en-GB', '45.00', 0, 45],
  ['en-GB', '0.125', 3, 125],
  ['en-GB', '45.', 2, 4500],
])('in %s %j with %i digits is %i', (locale, typed, digits, amount) =>
  expect(readAmount(typed, digits, numberSigns(locale), ['£'])).toBe(amount),
)

test.each([
  ['en-GB', '45,50', 0],
  ['en-GB', '45.505', 2],
  ['en-GB', '12,34', 1],
  ['en-GB', '1,23,4', 2],
  ['fr-FR', '1.234', 2],
  ['en-GB', '45 50', 2],
  ['en-GB', 'free', 2],
  ['en-GB', '-45', 2],
  ['en-GB', '4.5.0', 2],
  ['en-GB', '', 2],
])('in %s %j with %i digits is refused', (locale, typed, digits) =>
  expect(readAmount(typed, digits, numberSigns(locale))).toBeUndefined(),
)

test('whatever a language writes of an amount is read as that amount', () => {
  const locales = ['en-GB', 'de-DE', 'de-CH', 'fr-FR', 'ar-EG', 'ar-AE', 'en-IN', 'pt-BR', 'sv-SE', 'fa-IR']
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1e12 }),
      fc.constantFrom(...locales),
      fc.constantFrom(0, 2, 3),
      (amount, locale, digits) => {
        const written = new Intl.NumberFormat(locale, { minimumFractionDigits: digits }).format(amount / 10 ** digits)
        expect(readAmount(written, digits, numberSigns(locale)), written).toBe(amount)
      },
    ),
  )
})
