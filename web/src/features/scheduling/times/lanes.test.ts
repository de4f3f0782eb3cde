import fc from 'fast-check'
import { expect, test } from 'vitest'
import { complementOf, covers, lanesOf, overlaps } from './lanes.ts'

const stretch = (id: string, from: number, to: number) => ({ id, from, to })

test('stretches that only touch share one lane', () => {
  const lanes = lanesOf([stretch('a', 0, 30), stretch('b', 30, 60)])
  expect(lanes.get('a')).toEqual({ lane: 0, lanes: 1, span: 1 })
  expect(lanes.get('b')).toEqual({ lane: 0, lanes: 1, span: 1 })
})

test('a lane that is free beside a stretch is taken by it', () => {
  const lanes = lanesOf([stretch('a', 0, 60), stretch('b', 0, 30), stretch('c', 0, 30), stretch('d', 30, 60)])
  expect(lanes.get('d')).toEqual({ lane: 1, lanes: 3, span: 2 })
})

test('one cluster does not narrow the next', () => {
  const lanes = lanesOf([stretch('a', 0, 30), stretch('b', 10, 30), stretch('c', 40, 60)])
  expect(lanes.get('c')?.lanes).toBe(1)
})

test('no two overlapping stretches ever share a lane', () => {
  const any = fc.array(fc.record({ from: fc.nat(200), length: fc.integer({ min: 1, max: 60 }) }), { maxLength: 40 })
  fc.assert(
    fc.property(any, (rows) => {
      const all = rows.map(({ from, length }, index) => stretch(String(index), from, from + length))
      const lanes = lanesOf(all)
      for (const a of all) {
        for (const b of all) {
          if (a.id >= b.id || !overlaps(a, b)) continue
          const [x, y] = [lanes.get(a.id)!, lanes.get(b.id)!]
          expect(overlaps({ from: x.lane, to: x.lane + x.span }, { from: y.lane, to: y.lane + y.span })).toBe(false)
        }
      }
    }),
  )
})

test('what lies outside is the rest of the day', () => {
  const open = [
    { from: 780, to: 1080 },
    { from: 480, to: 720 },
  ]
  expect(complementOf(open, 0, 1440)).toEqual([
    { from: 0, to: 480 },
    { from: 720, to: 780 },
    { from: 1080, to: 1440 },
  ])
  expect(covers(open, 500, 700)).toBe(true)
  expect(covers(open, 700, 800)).toBe(false)
  expect(complementOf([], 0, 10)).toEqual([{ from: 0, to: 10 }])
})
