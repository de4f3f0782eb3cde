import { expect, test } from 'vitest'
import { digitsOf } from './digits.ts'

test('a code is understood as it is typed', () => {
  expect(digitsOf(' 123 456 ')).toBe('123456')
  expect(digitsOf('123-456')).toBe('123456')
  expect(digitsOf('١٢٣٤٥٠')).toBe('123450')
  expect(digitsOf('۱۲۳۴۵۰')).toBe('123450')
})

test('what is no digit stays, so that the form can refuse it', () => expect(digitsOf('12a456')).toBe('12a456'))
