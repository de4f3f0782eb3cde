import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { whyOutside } from '@polyclinic/contract/scheduling/hours.ts'
import { columnsOf, hueOf, isIdle, noRoom, resourcesOf, standing, totalsOf } from './board-model.ts'
import { judgeOf } from '../moves/findings.ts'
import { atColumn, freeTimeAt, movedTo, nextOffered, resizedTo, stretched } from './grid/grid-surface.ts'
import { directionOf, tabStopOf, appointmentBeside } from './grid/keyboard.ts'
import { axisOf, dayOf } from '../times/time-scale.ts'

const berlin = 'Europe/Berlin'
const at = (time: string) => `2026-11-23T${time}:00+01:00`
const ms = (time: string) => Date.parse(at(time))
const appointment = (id: string, practitionerId: string, from: string, to: string, more = {}) => ({
  id,
  practitionerId,
  startsAt: at(from),
  endsAt: at(to),
  bufferBefore: 0,
  bufferAfter: 0,
  state: 'booked',
  service: { id: 's' },
  patient: { id: 'x', name: `Patient ${id}` },
  ...more,
})
const calendar = {
  practitioners: [
    { id: 'p', displayName: 'P', profession: 'doctor', hue: 1 },
    { id: 'q', displayName: 'Q', profession: 'vet', hue: 13 },
  ],
  rooms: [{ id: 'r', name: 'R', capacity: 1 }],
  open: [{ startsAt: at('08:00'), endsAt: at('18:00') }],
  working: [{ practitionerId: 'p', startsAt: at('09:00'), endsAt: at('17:00') }],
  notAvailable: [{ practitionerId: 'p', startsAt: at('15:00'), endsAt: at('16:00'), bufferBefore: 0, bufferAfter: 0 }],
  appointments: [
    appointment('a', 'p', '09:00', '10:00', { roomId: 'r' }),
    appointment('b', 'p', '09:30', '10:30'),
    appointment('c', 'q', '09:15', '09:45', { state: 'no-show' }),
    appointment('d', 'p', '11:00', '12:00', { state: 'cancelled' }),
  ],
} as unknown as Calendar
const day = dayOf('2026-11-23', berlin)
const axis = axisOf([day])
const words = { profession: (key: string) => key, noRoom: 'No room' }
const columns = columnsOf({ calendar, axis, days: [day], resources: resourcesOf(calendar, 'practitioner', words) })
const surface = { axis, columns, pxPerMinute: 2 }
const place = { start: ms('09:00'), end: ms('10:00'), practitionerId: 'p', roomId: 'r' }

describe('columns', () => {
  test('hold what stands in them, side by side where it overlaps, without what was cancelled', () => {
    expect(
      columns.map(({ appointments }) =>
        appointments.map(({ appointment: { id }, from, lane }) => [id, from, lane.lane]),
      ),
    ).toEqual([
      [
        ['a', 540, 0],
        ['b', 570, 1],
      ],
      [['c', 555, 0]],
    ])
  })
  test('hold what was cancelled on demand, in no lane and in nobody’s way', () => {
    const appointments = [...calendar.appointments, appointment('e', 'p', '09:45', '10:15', { state: 'cancelled' })]
    const [shown] = columnsOf({
      calendar: { ...calendar, appointments } as unknown as Calendar,
      axis,
      days: [day],
      resources: resourcesOf(calendar, 'practitioner', words),
      areCancelledShown: true,
    })
    expect(
      shown!.appointments.map(({ appointment: { id }, lane, isBesideOther }) => [id, lane.lanes, isBesideOther]),
    ).toEqual([
      ['a', 2, true],
      ['b', 2, true],
      ['e', 1, true],
      ['d', 1, false],
    ])
    expect(standing(shown!.appointments).map(({ appointment: { id } }) => id)).toEqual(['a', 'b'])
    expect(shown!.taken).toEqual(columns[0]!.taken)
    expect(freeTimeAt({ axis, columns: [shown!], pxPerMinute: 2 }, 0, 11 * 60 * 2 + 10)).toBe(ms('11:00'))
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
  test('follow an appointment that was just moved', () => {
    const overrides = new Map([['a', { ...place, practitionerId: 'q' }]])
    const moved = columnsOf({
      calendar,
      axis,
      days: [day],
      resources: resourcesOf(calendar, 'practitioner', words),
      overrides,
    })
    expect(moved[1]?.appointments.map(({ appointment: { id } }) => id)).toEqual(['a', 'c'])
  })
  test('of rooms have one more for appointments without a room', () => {
    const rooms = resourcesOf(calendar, 'room', words)
    expect(rooms.map(({ id }) => id)).toEqual(['r', noRoom])
    const byRoom = columnsOf({ calendar, axis, days: [day], resources: rooms })
    expect(byRoom.map(({ appointments }) => appointments.length)).toEqual([1, 2])
    expect(atColumn(place, byRoom[1]!).roomId).toBeUndefined()
  })
})

describe('a place', () => {
  const nobody = { overbook: false, outsideHours: false }
  const judge = (may = nobody, now = ms('07:00')) => judgeOf(calendar, new Map(), [], may, () => now)
  const moved = calendar.appointments.find(({ id }) => id === 'b')!
  const span = (from: string, to: string, practitionerId = 'p') => ({
    start: ms(from),
    end: ms(to),
    practitionerId,
  })
  const taken = (data: object) => ({ problem: { code: 'slot-taken', data } })
  const outside = (data: object) => ({ problem: { code: 'outside-hours', data } })

  test('is refused in the server’s words', () => {
    expect(judge()(span('13:00', '14:00'), moved)).toBeUndefined()
    expect(judge()(span('15:30', '16:30'), moved)).toMatchObject(taken({ reason: 'elsewhere' }))
    expect(judge(nobody, ms('12:00'))(span('11:00', '11:30'), moved)).toMatchObject({
      problem: { code: 'in-the-past' },
    })
    expect(judge()(span('09:45', '10:45'), moved)).toMatchObject(taken({ reason: 'booked', patient: 'Patient a' }))
    expect(judge()({ ...span('10:00', '10:30'), roomId: 'r' }, moved)).toBeUndefined()
    expect(judge()({ ...span('09:45', '10:45', 'q'), roomId: 'r' }, moved)).toMatchObject(outside({ reason: 'off' }))
    expect(judge()(span('17:30', '18:30'), moved)).toMatchObject(outside({ reason: 'closed', practitioner: 'P' }))
    expect(judge()(span('08:00', '08:30'), moved)).toMatchObject(outside({ reason: 'off', practitioner: 'P' }))
  })
  test('may be had deliberately by those who may, never what they cannot see or what has passed', () => {
    const all = { overbook: true, outsideHours: true }
    expect(judge(all)(span('09:45', '10:45'), moved)?.severity).toBe('ask')
    expect(judge(all)(span('08:00', '08:30'), moved)?.severity).toBe('ask')
    expect(judge(all)(span('15:30', '16:30'), moved)?.severity).toBe('refused')
    expect(judge(all, ms('12:00'))(span('11:00', '11:30'), moved)?.severity).toBe('refused')
    expect(judge({ ...all, outsideHours: false })(span('08:00', '08:30'), moved)?.severity).toBe('refused')
  })
  test('the appointment itself does not stand in its own way, also where it was just put; a no-show does until it is cancelled', () => {
    expect(judge()(span('09:30', '10:00'), moved)).toMatchObject(taken({ patient: 'Patient a' }))
    expect(judge()(span('10:00', '11:00'), moved)).toBeUndefined()
    expect(judge({ overbook: false, outsideHours: true })(span('09:15', '09:45', 'q'), moved)).toMatchObject(
      taken({ reason: 'booked', patient: 'Patient c' }),
    )
    const overrides = new Map([['a', { ...place, start: ms('12:00'), end: ms('13:00') }]])
    expect(judgeOf(calendar, overrides, [], nobody, () => 0)(span('09:00', '09:30'), moved)).toBeUndefined()
  })
})

describe('minutes kept free', () => {
  const kept = {
    ...calendar,
    notAvailable: [],
    appointments: [
      appointment('a', 'p', '09:00', '09:30', { bufferAfter: 10 }),
      appointment('b', 'p', '10:00', '10:30', { bufferBefore: 45, bufferAfter: 5 }),
    ],
  } as unknown as Calendar
  const drawn = columnsOf({ calendar: kept, axis, days: [day], resources: resourcesOf(kept, 'practitioner', words) })
  const on = { axis, columns: drawn, pxPerMinute: 2 }

  test('are drawn where no appointment stands', () => {
    expect(drawn[0]?.kept).toEqual([
      { from: 570, to: 580, side: 'after', minutes: 10, patient: 'Patient a' },
      { from: 570, to: 600, side: 'before', minutes: 45, patient: 'Patient b' },
      { from: 630, to: 635, side: 'after', minutes: 5, patient: 'Patient b' },
    ])
    expect(drawn[0]?.taken).toEqual([{ from: 540, to: 635 }])
  })
  test('are not offered, by a press or by the arrow keys', () => {
    expect([580, 599, 632].map((at) => freeTimeAt(on, 0, at * 2))).toEqual([undefined, undefined, undefined])
    expect(freeTimeAt(on, 0, 636 * 2)).toBe(ms('10:35'))
    expect(nextOffered(drawn[0]!, 525, 15, 1440)).toBe(645)
    expect(nextOffered(drawn[0]!, 645, -15, 1440)).toBe(525)
  })
})

test('what is hatched is exactly what lies outside hours', () => {
  const minutes = fc.integer({ min: 0, max: 1440 })
  const stretch = fc.tuple(minutes, minutes).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1 }))
  // a day of 23 hours, one of 25, one of 24
  const days = ['2026-03-29', '2026-10-25', '2026-11-23'].map((date) => dayOf(date, berlin))
  fc.assert(
    fc.property(
      fc.constantFrom(...days),
      fc.array(stretch, { maxLength: 3 }),
      fc.array(stretch, { maxLength: 3 }),
      (on, open, works) => {
        const own = axisOf([on])
        const span = ({ from, to }: { from: number; to: number }) => ({
          startsAt: new Date(on.start + from * 60_000).toISOString(),
          endsAt: new Date(on.start + to * 60_000).toISOString(),
        })
        const shown = {
          ...calendar,
          notAvailable: [],
          appointments: [],
          open: open.map(span),
          working: works.map((each) => ({ practitionerId: 'p', ...span(each) })),
        }
        const [column] = columnsOf({
          calendar: shown,
          axis: own,
          days: [on],
          resources: resourcesOf(shown, 'practitioner', words),
        })
        const isIn = (spans: readonly { from: number; to: number }[], at: number) =>
          spans.some(({ from, to }) => from <= at && at < to)
        const hours = {
          open: open.map(({ from, to }) => ({ start: from, end: to })),
          working: works.map(({ from, to }) => ({ start: from, end: to })),
        }
        for (let at = 0; at < on.minutes; at += 7) {
          const drawn = isIn(column!.closed, at) ? 'closed' : isIn(column!.off, at) ? 'off' : undefined
          expect(drawn).toBe(whyOutside(hours, at, at + 1))
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('a pointer becomes a time in steps, within the day', () => {
  expect(movedTo(surface, place, 1, 613 * 2, 15)).toMatchObject({
    start: ms('10:15'),
    end: ms('11:15'),
    practitionerId: 'q',
  })
  expect(movedTo(surface, place, 0, -50, 15).start).toBe(day.start)
  expect(resizedTo(surface, place, 0, 0, 5).end).toBe(ms('09:05'))
  expect(resizedTo(surface, place, 0, 618 * 2, 15).end).toBe(ms('10:15'))
  expect(stretched(place, -120).end).toBe(ms('09:05'))
  expect(freeTimeAt(surface, 0, 674 * 2)).toBe(ms('11:00'))
  expect(freeTimeAt(surface, 0, 614 * 2)).toBeUndefined()
})

test('arrow keys walk from appointment to appointment, mirrored from right to left', () => {
  expect(appointmentBeside(columns, 'a', 'down')).toBe('b')
  expect(appointmentBeside(columns, 'b', 'after')).toBe('c')
  expect(appointmentBeside(columns, 'c', 'before')).toBe('a')
  expect(appointmentBeside(columns, 'c', 'down')).toBeUndefined()
  expect(appointmentBeside(columns, 'b', 'down', 1)).toBe('c')
  expect([directionOf('ArrowLeft', false), directionOf('ArrowLeft', true), directionOf('x', false)]).toEqual([
    'before',
    'after',
    undefined,
  ])
})

test('Tab enters at the appointment focused last, else at the first that is not over', () => {
  expect(tabStopOf(columns, 'c', ms('07:00'))).toBe('c')
  expect(tabStopOf(columns, 'gone', ms('10:10'))).toBe('b')
  expect(tabStopOf(columns, undefined, ms('20:00'))).toBe('a')
})

test('totals leave out what was cancelled, and every hue is one of twelve', () => {
  expect(totalsOf(calendar.appointments)).toEqual({ appointments: 3, unconfirmed: 2, here: 0, done: 0, missed: 1 })
  expect([hueOf(1), hueOf(12), hueOf(13), hueOf(0)]).toEqual([1, 12, 1, 12])
})
