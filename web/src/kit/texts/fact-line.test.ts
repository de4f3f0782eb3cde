import { expect, test } from 'vitest'
import { factLine } from './fact-line.ts'

test('what is not known leaves no mark in a line of facts', () => {
  expect(factLine(['Lionhead', undefined, '12 years', false])).toBe('Lionhead · 12 years')
  expect(factLine([undefined, null, ''])).toBe('')
})

test('where words of both directions meet each fact keeps its own, so that a number stays with its own word', () => {
  expect(factLine(['Lionhead', '12 سنة'])).toBe('\u2068Lionhead\u2069 · \u206812 سنة\u2069')
  expect(factLine(['كلب', '12 سنة'])).toBe('كلب · 12 سنة')
})
