import { describe, expect, test } from 'vitest'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { columnsOf, hueOf, isIdle, noRoom, resourcesOf, totalsOf } from './board-model.ts'
import { judgeOf } from './findings.ts'
import { atColumn, freeTimeAt, movedTo, resizedTo, stretched } from './grid-surface.ts'
import { directionOf, tabStopOf, visitBeside } from './keyboard.ts'
import { axisOf, dayOf } from './time-scale.ts'

const berlin = 'Europe/Berlin'
const at = (time: string) => `2026-11-23T${time}:00+01:00`
const ms = (time: string) => Date.parse(at(time))
const visit = (id: string, practitionerId: string, from: string, to: string, more = {}) => ({
  id,
  practitionerId,
  startsAt: at(from),
  endsAt: at(to),
  state: 'booked',
  patient: { id: 'x', name: `Patient ${id}` },
  ...more,
})
const calendar = {
  practitioners: [
    { id: 'p', displayName: 'P', profession: 'doctor', hue: 1 },
    { id: 'q', displayName: 'Q', profession: 'vet', hue: 13 },
  ],
  rooms: [{ id: 'r', name: 'R' }],
  open: [{ startsAt: at('08:00'), endsAt: at('18:00') }],
  working: [{ practitionerId: 'p', startsAt: at('09:00'), endsAt: at('17:00') }],
  notAvailable: [{ practitionerId: 'p', startsAt: at('15:00'), endsAt: at('16:00') }],
  appointments: [
    visit('a', 'p', '09:00', '10:00', { roomId: 'r' }),
    visit('b', 'p', '09:30', '10:30'),
    visit('c', 'q', '09:15', '09:45', { state: 'no-show' }),
    visit('d', 'p', '11:00', '12:00', { state: 'cancelled' }),
  ],
} as unknown as Calendar
const day = dayOf('2026-11-23', berlin)
const axis = axisOf([day])
const words = { profession: (key: string) => key, noRoom: 'No room' }
const columns = columnsOf({ calendar, axis, days: [day], resources: resourcesOf(calendar, 'practitioner', words) })
const surface = { axis, columns, pxPerMinute: 2 }
const place = { startsAt: ms('09:00'), endsAt: ms('10:00'), practitionerId: 'p', roomId: 'r' }

describe('columns', () => {
  test('hold what stands in them, side by side where it overlaps, without what was cancelled', () => {
    expect(columns.map(({ visits }) => visits.map(({ visit: { id }, from, lane }) => [id, from, lane.lane]))).toEqual([
      [
        ['a', 540, 0],
        ['b', 570, 1],
      ],
      [['c', 555, 0]],
    ])
  })
  test('tell closed from not working from not available', () => {
    expect(columns[0]?.closed).toEqual([
      { from: 0, to: 480 },
      { from: 1080, to: 1440 },
    ])
    expect(columns[0]?.off).toEqual([
      { from: 480, to: 540 },
      { from: 1020, to: 1080 },
    ])
    expect(columns[0]?.away).toEqual([{ from: 900, to: 960 }])
    expect(columns.map(isIdle)).toEqual([false, true])
  })
  test('follow a visit that was just moved', () => {
    const overrides = new Map([['a', { ...place, practitionerId: 'q' }]])
    const moved = columnsOf({
      calendar,
      axis,
      days: [day],
      resources: resourcesOf(calendar, 'practitioner', words),
      overrides,
    })
    expect(moved[1]?.visits.map(({ visit: { id } }) => id)).toEqual(['a', 'c'])
  })
  test('of rooms have one more for visits without a room', () => {
    const rooms = resourcesOf(calendar, 'room', words)
    expect(rooms.map(({ id }) => id)).toEqual(['r', noRoom])
    const byRoom = columnsOf({ calendar, axis, days: [day], resources: rooms })
    expect(byRoom.map(({ visits }) => visits.length)).toEqual([1, 2])
    expect(atColumn(place, byRoom[1]!).roomId).toBeUndefined()
  })
})

describe('a place', () => {
  const judge = (mayOverbook: boolean, now = ms('07:00')) => judgeOf(calendar, new Map(), mayOverbook, () => now)
  const span = (from: string, to: string, practitionerId = 'p') => ({
    startsAt: ms(from),
    endsAt: ms(to),
    practitionerId,
  })
  test('is judged as the server would', () => {
    expect(judge(false)(span('13:00', '14:00'))).toBeUndefined()
    expect(judge(false)(span('15:30', '16:30'))).toMatchObject({ code: 'away', severity: 'refused' })
    expect(judge(false, ms('12:00'))(span('11:00', '11:30'))).toMatchObject({ code: 'past' })
    expect(judge(false)(span('09:45', '10:45'))).toMatchObject({
      code: 'taken',
      severity: 'refused',
      name: 'Patient a',
    })
    expect(judge(true)(span('09:45', '10:45'))).toMatchObject({ code: 'taken', severity: 'ask' })
    expect(judge(false)({ ...span('09:45', '10:45', 'q'), roomId: 'r' })).toMatchObject({ code: 'room-taken' })
    expect(judge(false)(span('17:30', '18:30'))).toMatchObject({ code: 'closed', severity: 'ask' })
    expect(judge(false)(span('08:00', '08:30'))).toMatchObject({ code: 'off', severity: 'ask' })
  })
  test('neither the visit itself nor a no-show stands in the way', () => {
    expect(judge(false)(span('10:30', '11:30'), 'b')).toBeUndefined()
    expect(judge(false)(span('09:15', '09:45', 'q'))).toMatchObject({ code: 'off' })
  })
})

test('a pointer becomes a time in steps, within the day', () => {
  expect(movedTo(surface, place, 1, 613 * 2, 15)).toMatchObject({
    startsAt: ms('10:15'),
    endsAt: ms('11:15'),
    practitionerId: 'q',
  })
  expect(movedTo(surface, place, 0, -50, 15).startsAt).toBe(day.startsAt)
  expect(resizedTo(surface, place, 0, 0, 5).endsAt).toBe(ms('09:05'))
  expect(resizedTo(surface, place, 0, 618 * 2, 15).endsAt).toBe(ms('10:15'))
  expect(stretched(place, -120).endsAt).toBe(ms('09:05'))
  expect(freeTimeAt(surface, 0, 614 * 2)).toBe(ms('10:00'))
})

test('arrow keys walk from visit to visit, mirrored from right to left', () => {
  expect(visitBeside(columns, 'a', 'down')).toBe('b')
  expect(visitBeside(columns, 'b', 'after')).toBe('c')
  expect(visitBeside(columns, 'c', 'before')).toBe('a')
  expect(visitBeside(columns, 'c', 'down')).toBeUndefined()
  expect(visitBeside(columns, 'b', 'down', 1)).toBe('c')
  expect([directionOf('ArrowLeft', false), directionOf('ArrowLeft', true), directionOf('x', false)]).toEqual([
    'before',
    'after',
    undefined,
  ])
})

test('Tab enters at the visit focused last, else at the first that is not over', () => {
  expect(tabStopOf(columns, 'c', ms('07:00'))).toBe('c')
  expect(tabStopOf(columns, 'gone', ms('10:10'))).toBe('b')
  expect(tabStopOf(columns, undefined, ms('20:00'))).toBe('a')
})

test('totals leave out what was cancelled, and every hue is one of twelve', () => {
  expect(totalsOf(calendar.appointments)).toEqual({ visits: 3, unconfirmed: 2, here: 0, done: 0, missed: 1 })
  expect([hueOf(1), hueOf(12), hueOf(13), hueOf(0)]).toEqual([1, 12, 1, 12])
})
