import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inOrder, moved, placedAt } from './arrange.ts'

const panels = [
  { id: 'a', order: 10, place: 'main' as const },
  { id: 'b', order: 20, place: 'main' as const },
  { id: 'x', order: 10, place: 'side' as const },
  { id: 'c', order: 30, place: 'main' as const },
]
const idsOf = (sections: string[]) => inOrder(panels, { sections, hidden: [] }).map(({ id }) => id)
const mainOf = (ids: readonly string[]) => ids.filter((id) => id !== 'x')

test('sections stand as they were arranged, one that is new where it stands usually', () => {
  expect(mainOf(idsOf([]))).toEqual(['a', 'b', 'c'])
  expect(mainOf(idsOf(['c', 'a', 'b', 'x']))).toEqual(['c', 'a', 'b'])
  expect(mainOf(idsOf(['c', 'a']))).toEqual(['c', 'a', 'b'])
  expect(mainOf(idsOf(['gone', 'b']))).toEqual(['a', 'b', 'c'])
})

test('whatever was arranged, each section stands there once', () => {
  const any = fc.array(fc.constantFrom('a', 'b', 'c', 'x', 'gone'), { maxLength: 8 })
  fc.assert(
    fc.property(any, (sections) => {
      expect(idsOf(sections).toSorted()).toEqual(['a', 'b', 'c', 'x'])
    }),
    { numRuns: 50 },
  )
})

test('a section moves within its column, and not beyond its ends', () => {
  const usual = inOrder(panels, { sections: [], hidden: [] })
  expect(mainOf(moved(usual, 'b', -1))).toEqual(['b', 'a', 'c'])
  expect(mainOf(moved(usual, 'b', 1))).toEqual(['a', 'c', 'b'])
  expect(mainOf(moved(usual, 'c', 1))).toEqual(['a', 'b', 'c'])
  expect(placedAt(['a', 'b', 'c'], 'c', 'a')).toEqual(['c', 'a', 'b'])
  expect(placedAt(['a', 'b', 'c'], 'a', 'c')).toEqual(['b', 'c', 'a'])
})
