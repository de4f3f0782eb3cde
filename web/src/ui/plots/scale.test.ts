import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyNth, scaleOf, ticksOf } from './scale.ts'

const number = fc.double({ min: -1e6, max: 1e6, noNaN: true, noDefaultInfinity: true })

test('ticks lie around what is shown, grow evenly, and are few', () => {
  fc.assert(
    fc.property(number, fc.double({ min: 0.01, max: 1e5, noNaN: true }), (low, width) => {
      const ticks = ticksOf(low, low + width)
      expect(ticks.length).toBeLessThanOrEqual(8)
      expect(ticks[0]).toBeLessThanOrEqual(low + 1e-6)
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(low + width - 1e-6)
    }),
  )
  expect(ticksOf(3.9, 12.2)).toEqual([2, 4, 6, 8, 10, 12, 14])
  expect(ticksOf(5, 5).length).toBeGreaterThan(1)
})

test('a value is placed where it belongs, from right to left as well', () => {
  expect(scaleOf([0, 10], [0, 100])(2.5)).toBe(25)
  expect(scaleOf([0, 10], [100, 0])(2.5)).toBe(75)
  expect(scaleOf([4, 4], [0, 100])(4)).toBe(50)
})

test('of many labels some are written', () => {
  expect([everyNth(10, 5), everyNth(4, 5), everyNth(0, 5)]).toEqual([2, 1, 1])
})
