import { expect, test } from 'vitest'
import { headOf, markOf, pointIn, thinned, type Point } from './drawing.ts'

test('a pointer is told in shares of the picture, and never beyond its edge', () => {
  const box = { left: 10, top: 20, width: 200, height: 100 }
  expect(pointIn(box, { clientX: 110, clientY: 70 })).toEqual([0.5, 0.5])
  expect(pointIn(box, { clientX: 999, clientY: -5 })).toEqual([1, 0])
})

test('a long stroke keeps its beginning and its end within what one line may hold', () => {
  const points = Array.from({ length: 5_000 }, (_, at): Point => [at / 5_000, 0.5])
  const line = thinned(points)
  expect(line.length).toBeLessThanOrEqual(400)
  expect(line.at(-1)).toEqual(points.at(-1))
  expect(markOf('line', 'red', points)).toMatchObject({ kind: 'line', ink: 'red' })
})

test('a tap is no arrow', () => {
  expect(
    markOf('arrow', 'red', [
      [0.5, 0.5],
      [0.501, 0.5],
    ]),
  ).toBeUndefined()
  expect(markOf('line', 'red', [[0.5, 0.5]])).toBeUndefined()
})

test('the head of an arrow lies behind its tip, at any shape of the picture', () => {
  const [one, two] = headOf([0, 0.5], [1, 0.5], { width: 400, height: 100 })
  for (const [x] of [one, two]) expect(x).toBeLessThan(1)
  expect(one[1] + two[1]).toBeCloseTo(1)
})
