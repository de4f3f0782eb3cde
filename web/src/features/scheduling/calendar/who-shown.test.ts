import { expect, test } from 'vitest'
import { everyone, whoNamed, whoPressed, whoText } from './who-shown.ts'

const known = ['a', 'b', 'c']

test('several columns stand in the address and are read from it; who has left is left out', () => {
  expect(whoNamed(whoText(['a', 'c'], known), known)).toEqual(['a', 'c'])
  expect(whoNamed('a,gone,c', known)).toEqual(['a', 'c'])
  expect(whoNamed('gone', known)).toBeUndefined()
  expect(whoNamed(undefined, known)).toBeUndefined()
  expect(whoNamed(whoText([], known), known)).toEqual([])
  expect(whoText(known, known)).toBe(everyone)
})

test('everyone and single ones take each other’s place, and nobody is everyone', () => {
  expect(whoPressed([], [everyone, 'b'])).toEqual(['b'])
  expect(whoPressed(['b'], ['b', 'c'])).toEqual(['b', 'c'])
  expect(whoPressed(['b', 'c'], ['b', 'c', everyone])).toEqual([])
  expect(whoPressed(['b'], [])).toEqual([])
})
