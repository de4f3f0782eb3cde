import { expect, test } from 'vitest'
import { pauseAfter } from './rules.ts'

test('pauses grow from a minute to an hour and end within a day', () => {
  const pauses = Array.from({ length: 40 }, (_, tried) => pauseAfter(tried + 1)?.inSeconds)
  expect(pauses.slice(0, 4)).toEqual([60, 120, 240, 480])
  expect(Math.max(...pauses.map((pause) => pause ?? 0))).toBe(3600)
  expect(pauses.at(-1)).toBeUndefined()
  expect(pauses.reduce<number>((sum, pause) => sum + (pause ?? 0), 0)).toBeLessThan(86_400)
})
