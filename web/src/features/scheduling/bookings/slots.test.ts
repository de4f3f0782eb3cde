import { expect, test } from 'vitest'
import { freeTimesOf, instantOf, nextFreeDate } from './slots.ts'

const slot = (startsAt: string, practitionerId: string) => ({ startsAt, endsAt: startsAt, practitionerId })
const berlin = 'Europe/Berlin'
const slots = [
  slot('2026-11-23T09:00:00Z', 'b'),
  slot('2026-11-23T08:00:00Z', 'a'),
  slot('2026-11-23T08:00:00Z', 'b'),
  slot('2026-11-23T23:30:00Z', 'a'),
]

test('two practitioners who are free at one time make one time', () => {
  const times = freeTimesOf(slots, '2026-11-23', berlin)
  expect(times.map(({ slots: own }) => own.map(({ practitionerId }) => practitionerId))).toEqual([['a', 'b'], ['b']])
})

test('the day is the clinic’s, not UTC’s', () => {
  expect(freeTimesOf(slots, '2026-11-24', berlin)).toHaveLength(1)
  expect(nextFreeDate(slots, '2026-11-23', berlin)).toBe('2026-11-24')
  expect(nextFreeDate(slots, '2026-11-24', berlin)).toBeUndefined()
})

test('a time that the day skips becomes the next one there is', () => {
  expect(instantOf('2026-03-29', '02:30', berlin)).toBe(Date.parse('2026-03-29T03:30:00+02:00'))
})
