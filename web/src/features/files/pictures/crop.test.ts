import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maxZoom, middle, moved, squareOf, within } from './crop.ts'

const size = fc.record({ width: fc.integer({ min: 1, max: 9_000 }), height: fc.integer({ min: 1, max: 9_000 }) })
const step = fc.record({
  across: fc.double({ min: -3, max: 3, noNaN: true }),
  down: fc.double({ min: -3, max: 3, noNaN: true }),
  zoom: fc.double({ min: -1, max: 9, noNaN: true }),
})

test('wherever a picture is drawn and however it is enlarged, the square lies inside it', () => {
  fc.assert(
    fc.property(size, fc.array(step, { maxLength: 20 }), (of, steps) => {
      let view = middle
      for (const { across, down, zoom } of steps) view = moved(of, within(of, { ...view, zoom }), across, down)
      const { left, top, side } = squareOf(of, view)
      const slack = 0.001
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(-slack)
      expect(left + side).toBeLessThanOrEqual(of.width + slack)
      expect(top + side).toBeLessThanOrEqual(of.height + slack)
      expect(side).toBeGreaterThanOrEqual(Math.min(of.width, of.height) / maxZoom - slack)
    }),
  )
})

test('drawn to the right, what lies to the left is seen', () => {
  const of = { width: 400, height: 200 }
  expect(squareOf(of, middle)).toEqual({ left: 100, top: 0, side: 200 })
  expect(squareOf(of, moved(of, middle, 0.25, 0.25))).toEqual({ left: 50, top: 0, side: 200 })
  expect(squareOf(of, moved(of, { ...middle, zoom: 2 }, -0.5, 0.5))).toEqual({ left: 200, top: 0, side: 100 })
})
