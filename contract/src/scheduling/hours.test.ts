import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holds, joined, appointmentHours, whyOutside, type Span } from './hours.ts'

const arbitrarySpans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 30 }))
    .map(([start, length]): Span => ({ start, end: start + length })),
  { maxLength: 6 },
)
const isIn = (spans: readonly Span[], at: number) => spans.some(({ start, end }) => start <= at && at < end)
const moments = (start: number, end: number) => Array.from({ length: end - start }, (_, nth) => start + nth)

test('an appointment is within hours exactly if at each of its moments the clinic is open and the practitioner works', () => {
  fc.assert(
    fc.property(
      fc.option(arbitrarySpans, { nil: undefined }),
      arbitrarySpans,
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 1, max: 30 }),
      (open, working, start, length) => {
        const end = start + length
        const isOpen = !open || moments(start, end).every((at) => isIn(open, at))
        const works = moments(start, end).every((at) => isIn(working, at))
        expect(whyOutside({ open, working }, start, end)).toBe(isOpen ? (works ? undefined : 'off') : 'closed')
        expect(holds(appointmentHours({ open, working }), start, end)).toBe(isOpen && works)
      },
    ),
  )
})

test('the hours of appointments are in order, apart, and each moment of them is both open and worked', () => {
  fc.assert(
    fc.property(arbitrarySpans, arbitrarySpans, (open, working) => {
      const hours = appointmentHours({ open, working })
      expect(hours).toEqual(joined(hours))
      for (const at of moments(0, 140)) expect(isIn(hours, at)).toBe(isIn(open, at) && isIn(working, at))
    }),
  )
})
