import { expect, test } from 'vitest'
import { rowsAsTheyStood } from './still-rows.ts'

const row = (id: string, name = id) => ({ id, name })

test('rows keep their places, know what is new of them, and stay when they are gone', () => {
  expect(
    rowsAsTheyStood([row('a'), row('b'), row('c')], [row('c', 'renamed'), row('new'), row('a')]).map(
      ({ item, isGone }) => [item.id, item.name, isGone],
    ),
  ).toEqual([
    ['a', 'a', false],
    ['b', 'b', true],
    ['c', 'renamed', false],
  ])
})
