import { expect, test } from 'vitest'
import { holds, joined } from '@polyclinic/contract/scheduling/hours.ts'
import { spansBetween, wallClockOf } from './wall-clock.ts'

const hours = (timeZone: string, from: string, to: string, opens: number, closes: number) =>
  spansBetween(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: opens, to: closes })),
    wallClockOf(timeZone),
    Date.parse(from),
    Date.parse(to),
  ).map(({ start, end }) => `${new Date(start).toISOString()}/${new Date(end).toISOString()}`)

test('hours keep their wall-clock time when the clock goes forward and back', () => {
  expect(hours('Europe/Berlin', '2027-03-27T12:00:00Z', '2027-03-28T12:00:00Z', 540, 1020)).toEqual([
    '2027-03-27T08:00:00.000Z/2027-03-27T16:00:00.000Z',
    '2027-03-28T07:00:00.000Z/2027-03-28T15:00:00.000Z',
  ])
  expect(hours('America/New_York', '2027-11-06T12:00:00Z', '2027-11-07T15:00:00Z', 540, 1020)).toEqual([
    '2027-11-06T13:00:00.000Z/2027-11-06T21:00:00.000Z',
    '2027-11-07T14:00:00.000Z/2027-11-07T22:00:00.000Z',
  ])
})

test('hours that span the change are as long as the day really is', () => {
  expect(hours('Europe/Berlin', '2027-03-28T12:00:00Z', '2027-03-28T12:00:00Z', 60, 240)).toEqual([
    '2027-03-28T00:00:00.000Z/2027-03-28T02:00:00.000Z',
  ])
  expect(hours('Europe/Berlin', '2027-10-31T12:00:00Z', '2027-10-31T12:00:00Z', 60, 240)).toEqual([
    '2027-10-30T23:00:00.000Z/2027-10-31T03:00:00.000Z',
  ])
  expect(hours('America/New_York', '2027-03-14T12:00:00Z', '2027-03-14T12:00:00Z', 60, 240)).toEqual([
    '2027-03-14T06:00:00.000Z/2027-03-14T08:00:00.000Z',
  ])
  expect(hours('Europe/Berlin', '2027-03-28T12:00:00Z', '2027-03-28T12:00:00Z', 0, 1440)).toEqual([
    '2027-03-27T23:00:00.000Z/2027-03-28T22:00:00.000Z',
  ])
})

test('an hour that the clock skips is nobody’s working time', () => {
  expect(hours('Europe/Berlin', '2027-03-28T12:00:00Z', '2027-03-28T12:00:00Z', 120, 180)).toEqual([])
})

test('a night that runs over midnight is one stretch', () => {
  const night = spansBetween(
    [
      { weekday: 1, from: 1320, to: 1440 },
      { weekday: 2, from: 0, to: 360 },
    ],
    wallClockOf('Europe/Berlin'),
    Date.parse('2027-01-04T12:00:00Z'),
    Date.parse('2027-01-05T12:00:00Z'),
  )
  expect(night).toEqual([{ start: Date.parse('2027-01-04T21:00:00Z'), end: Date.parse('2027-01-05T05:00:00Z') }])
  expect(holds(night, Date.parse('2027-01-04T22:45:00Z'), Date.parse('2027-01-04T23:15:00Z'))).toBe(true)
  expect(holds(night, Date.parse('2027-01-05T04:45:00Z'), Date.parse('2027-01-05T05:15:00Z'))).toBe(false)
})

test('stretches are joined where they touch or overlap, and stay apart where they do not', () => {
  expect(
    joined([
      { start: 5, end: 9 },
      { start: 0, end: 3 },
      { start: 3, end: 4 },
      { start: 6, end: 7 },
    ]),
  ).toEqual([
    { start: 0, end: 4 },
    { start: 5, end: 9 },
  ])
})
