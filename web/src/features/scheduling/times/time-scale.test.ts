import { describe, expect, test } from 'vitest'
import {
  axisOf,
  dayOf,
  daysFrom,
  endPlaceOf,
  gapsOf,
  hourMarks,
  instantAt,
  onDay,
  placeOf,
  wallTimeOf,
} from './time-scale.ts'

const berlin = 'Europe/Berlin'
const at = (text: string) => Date.parse(text)
const plain = dayOf('2026-11-23', berlin)
const spring = dayOf('2026-03-29', berlin)
const autumn = dayOf('2026-10-25', berlin)

describe('a day', () => {
  test('has 24 hours, 23 in spring and 25 in autumn', () => {
    expect([plain.minutes, spring.minutes, autumn.minutes]).toEqual([1440, 1380, 1500])
  })
  test('of half an hour less where the clocks change by half an hour', () => {
    expect(dayOf('2026-10-04', 'Australia/Lord_Howe').minutes).toBe(1410)
  })
  test('begins late where midnight is skipped', () => {
    expect(dayOf('2026-09-06', 'America/Santiago').pieces[0]?.wallFrom).toBe(60)
  })
})

describe('an ordinary day', () => {
  const axis = axisOf([plain])
  test('puts an instant at its wall-clock minute', () => {
    expect(placeOf(axis, plain, at('2026-11-23T09:30:00+01:00'))).toBe(570)
    expect(endPlaceOf(axis, plain, at('2026-11-24T00:00:00+01:00'))).toBe(1440)
  })
  test('answers the instant of a place', () => {
    expect(instantAt(axis, plain, 570)).toBe(at('2026-11-23T09:30:00+01:00'))
  })
  test('lists 24 hours and no gap', () => {
    expect(hourMarks(axis)).toHaveLength(24)
    expect(gapsOf(axis, plain)).toEqual([])
  })
})

describe('the day of 23 hours alone', () => {
  const axis = axisOf([spring])
  test('goes from 2 to 3 without a gap', () => {
    expect(axis.minutes).toBe(1380)
    expect(hourMarks(axis).map(({ hour }) => hour)).toEqual([0, 1, ...Array.from({ length: 21 }, (_, i) => i + 3)])
    expect(gapsOf(axis, spring)).toEqual([])
  })
  test('draws two hours from 1:30 to 4:30', () => {
    const from = placeOf(axis, spring, at('2026-03-29T01:30:00+01:00'))
    const to = endPlaceOf(axis, spring, at('2026-03-29T04:30:00+02:00'))
    expect(to - from).toBe(120)
  })
})

describe('the day of 25 hours alone', () => {
  const axis = axisOf([autumn])
  test('has the hour from 2 to 3 twice', () => {
    expect(axis.minutes).toBe(1500)
    expect(
      hourMarks(axis)
        .map(({ hour }) => hour)
        .slice(0, 5),
    ).toEqual([0, 1, 2, 2, 3])
    expect(placeOf(axis, autumn, at('2026-10-25T02:30:00+02:00'))).toBe(150)
    expect(placeOf(axis, autumn, at('2026-10-25T02:30:00+01:00'))).toBe(210)
    expect(placeOf(axis, autumn, at('2026-10-25T09:00:00+01:00'))).toBe(600)
  })
  test('answers both instants', () => {
    expect(instantAt(axis, autumn, 150)).toBe(at('2026-10-25T02:30:00+02:00'))
    expect(instantAt(axis, autumn, 210)).toBe(at('2026-10-25T02:30:00+01:00'))
  })
})

describe('a week with a change of the clocks', () => {
  test('in spring keeps 9 o’clock at one height and leaves the missing hour open', () => {
    const week = daysFrom('2026-03-23', 7, berlin)
    const axis = axisOf(week)
    expect(week.map((day) => placeOf(axis, day, onDay(at('2026-03-23T09:00:00+01:00'), day.date, berlin)))).toEqual(
      Array.from({ length: 7 }, () => 540),
    )
    expect(gapsOf(axis, week[6]!)).toEqual([{ from: 120, to: 180 }])
    expect(instantAt(axis, week[6]!, 150)).toBe(at('2026-03-29T03:00:00+02:00'))
  })
  test('in autumn keeps 9 o’clock at one height and leaves the second 2 o’clock of other days open', () => {
    const week = daysFrom('2026-10-19', 7, berlin)
    const axis = axisOf(week)
    expect(
      new Set(week.map((day) => placeOf(axis, day, onDay(at('2026-10-19T09:00:00+02:00'), day.date, berlin)))),
    ).toEqual(new Set([600]))
    expect(gapsOf(axis, week[0]!)).toEqual([{ from: 180, to: 240 }])
    expect(gapsOf(axis, week[6]!)).toEqual([])
    expect(instantAt(axis, week[0]!, 200)).toBe(at('2026-10-19T03:00:00+02:00'))
    expect(endPlaceOf(axis, week[0]!, at('2026-10-19T03:00:00+02:00'))).toBe(180)
  })
})

test('every place of every day comes back to itself, or moves on past a gap', () => {
  for (const days of [[spring], [autumn], daysFrom('2026-03-23', 7, berlin), daysFrom('2026-10-19', 7, berlin)]) {
    const axis = axisOf(days)
    for (const day of days) {
      for (let elapsed = 0; elapsed < day.minutes; elapsed += 5) {
        const instant = day.start + elapsed * 60_000
        expect(instantAt(axis, day, placeOf(axis, day, instant))).toBe(instant)
      }
    }
  }
})

test('the wall clock is the clinic’s, wherever the reader is', () => {
  expect(wallTimeOf(at('2026-11-23T08:30:00Z'), 'Asia/Tokyo')).toBe('17:30')
})
