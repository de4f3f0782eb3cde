import { expect, test } from 'vitest'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { minutesBetween, nextFreeSpan } from './today-model.ts'

const at = (time: string) => `2026-11-23T${time}:00Z`
const span = (from: string, to: string, bufferAfter = 0) => ({
  practitionerId: 'p',
  startsAt: at(from),
  endsAt: at(to),
  bufferBefore: 0,
  bufferAfter,
})
const calendar = {
  open: [span('07:00', '18:00')],
  working: [span('13:00', '17:00'), span('08:00', '12:00')],
  notAvailable: [span('10:00', '11:00')],
  appointments: [
    { ...span('08:00', '10:00'), state: 'booked' },
    { ...span('11:00', '11:50'), state: 'confirmed' },
    { ...span('13:00', '14:00'), state: 'cancelled' },
  ],
} as unknown as Calendar
const free = (now: string, atLeast?: number) => nextFreeSpan(calendar, 'p', Date.parse(at(now)), atLeast)

test('the next free time skips appointments, absences, breaks and gaps that are too short', () => {
  expect(free('08:10')).toEqual({ from: Date.parse(at('13:00')), to: Date.parse(at('17:00')) })
  expect(free('08:10', 10)?.from).toBe(Date.parse(at('11:50')))
})

test('it begins now where now is free, on a full five minutes', () => {
  expect(free('14:02')?.from).toBe(Date.parse(at('14:05')))
})

test('the clinic must be open, and what is kept free after an appointment is not offered', () => {
  const closed = { ...calendar, open: [span('08:00', '12:00'), span('16:00', '18:00')] }
  expect(nextFreeSpan(closed, 'p', Date.parse(at('12:30')))?.from).toBe(Date.parse(at('16:00')))
  const kept = {
    ...calendar,
    appointments: [{ ...span('13:00', '14:00', 20), state: 'booked' }],
  } as unknown as Calendar
  expect(nextFreeSpan(kept, 'p', Date.parse(at('13:00')))?.from).toBe(Date.parse(at('14:20')))
})

test('there is none when the day is over or nobody works', () => {
  expect(free('16:50')).toBeUndefined()
  expect(nextFreeSpan(calendar, 'other', 0)).toBeUndefined()
})

test('waiting is counted in whole minutes and never below none', () => {
  expect(minutesBetween(at('08:00'), Date.parse(at('08:12')) + 59_000)).toBe(12)
  expect(minutesBetween(at('09:00'), Date.parse(at('08:00')))).toBe(0)
})
