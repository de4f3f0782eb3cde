import { describe, expect, test } from 'vitest'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { firstBusyDay, idleReason, ownCalendar } from './today-model.ts'

const span = (day: number, from: string, to: string, practitionerId = 'ada') => ({
  practitionerId,
  startsAt: `2026-11-${day}T${from}:00Z`,
  endsAt: `2026-11-${day}T${to}:00Z`,
})
const appointment = (day: number, state: string, practitionerId = 'ada') => ({
  ...span(day, '09:00', '09:30', practitionerId),
  state,
})
// a Saturday to the Tuesday after it
const calendar = (days: { open?: object[]; working?: object[]; appointments?: object[] }) =>
  ({
    clinic: { id: 'c', name: 'Main Street', timeZone: 'UTC' },
    from: '2026-11-28',
    to: '2026-12-01',
    practitioners: [{ id: 'ada' }, { id: 'ben' }],
    open: [],
    working: [],
    notAvailable: [],
    appointments: [],
    ...days,
  }) as unknown as Calendar

describe('a day on which nobody comes', () => {
  test('is a closed one, or one on which nobody works while it is open', () => {
    expect(idleReason(calendar({ working: [span(28, '08:00', '12:00')] }))).toBe('closed')
    expect(idleReason(calendar({ open: [span(28, '08:00', '18:00')] }))).toBe('off')
    const apart = { open: [span(28, '08:00', '10:00')], working: [span(28, '10:00', '12:00')] }
    expect(idleReason(calendar(apart))).toBe('off')
  })

  test('is none where somebody works, or is expected against the hours; a cancelled appointment expects nobody', () => {
    const worked = { open: [span(28, '08:00', '18:00')], working: [span(28, '10:00', '12:00')] }
    expect(idleReason(calendar(worked))).toBeUndefined()
    expect(idleReason(calendar({ appointments: [appointment(28, 'booked')] }))).toBeUndefined()
    expect(idleReason(calendar({ appointments: [appointment(28, 'cancelled')] }))).toBe('closed')
  })
})

describe('the next day', () => {
  const week = calendar({
    open: [span(29, '08:00', '18:00'), span(30, '08:00', '18:00')],
    working: [span(30, '08:00', '12:00', 'ben')],
    appointments: [appointment(30, 'booked', 'ben'), appointment(28, 'cancelled')],
  })

  test('is the first on which somebody works, with what that day holds and who is there', () => {
    const day = firstBusyDay(week)
    expect(day).toMatchObject({ from: '2026-11-30', to: '2026-12-01', practitioners: [{ id: 'ben' }] })
    expect(day?.appointments).toHaveLength(1)
    expect(day?.open).toHaveLength(1)
  })

  test('of a practitioner is their own; there may be none', () => {
    expect(firstBusyDay(ownCalendar(week, 'ben'))?.from).toBe('2026-11-30')
    expect(firstBusyDay(ownCalendar(week, 'ada'))).toBeUndefined()
  })

  test('is told from its neighbour where a clinic is always open', () => {
    const always = calendar({
      open: [{ startsAt: '2026-11-28T00:00:00Z', endsAt: '2026-12-01T00:00:00Z' }],
      working: [span(29, '08:00', '12:00')],
    })
    expect(firstBusyDay(always)?.open).toEqual([
      { startsAt: '2026-11-29T00:00:00.000Z', endsAt: '2026-11-30T00:00:00.000Z' },
    ])
    expect(firstBusyDay(always)?.from).toBe('2026-11-29')
  })
})
