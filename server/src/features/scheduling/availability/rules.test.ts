import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collide, footprintOf, type Footprint, type Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { freeSlots, nearest, type Search } from './rules.ts'
import { wallClockOf, type WeeklySpan } from './wall-clock.ts'

const minute = 60_000
const deep = process.env.DEEP === '1'

/** An independent view of a zone, by Intl: the offset at an instant, in milliseconds. */
function offsetBy(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (instant: number) => {
    const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    return (
      Date.UTC(parts.year ?? 0, (parts.month ?? 1) - 1, parts.day, parts.hour, parts.minute, parts.second) - instant
    )
  }
}

/** 'compatible' by hand: the earlier of two, and in a gap what the offset before it says. */
function instantBy(offset: (instant: number) => number, wall: number): number {
  const [before, after] = [offset(wall - 86_400_000), offset(wall + 86_400_000)]
  const candidates = [wall - before, wall - after].filter((instant) => instant + offset(instant) === wall)
  return candidates.length > 0 ? Math.min(...candidates) : wall - before
}

/** Every quarter of the window is tried, minute by minute, against every rule as PRODUCT says it. */
function bruteForce(timeZone: string, { opening, need, calendars, places, from, to }: Search) {
  const offset = offsetBy(timeZone)
  const found: string[] = []
  const firstDay = Math.floor((from + offset(from)) / 86_400_000) - 2
  const minutesOf = (weekly: readonly WeeklySpan[]) => {
    const minutes = new Set<number>()
    for (let day = firstDay; day * 86_400_000 < to + 2 * 86_400_000; day++) {
      const weekday = ((day + 3) % 7) + 1
      for (const span of weekly.filter((each) => each.weekday === weekday)) {
        const [opens, closes] = [
          instantBy(offset, day * 86_400_000 + span.from * minute),
          instantBy(offset, day * 86_400_000 + span.to * minute),
        ]
        for (let at = opens; at < closes; at += minute) minutes.add(at)
      }
    }
    return minutes
  }
  const open = opening && minutesOf(opening)
  for (const { practitionerId, hours, taken, elsewhere } of calendars) {
    const working = minutesOf(hours)
    const clear = (s: number, claims: readonly Footprint[]) =>
      claims.every((c) => {
        const [t0, e, f1] = [s - need.before, s + need.duration, s + need.duration + need.after]
        return !((c.start < f1 && s < c.freeFrom) || (c.takenFrom < e && t0 < c.end))
      })
    const away = elsewhere.map(({ start, end }) => ({ takenFrom: start, start, end, freeFrom: end }))
    for (let s = from; s < to; s += minute) {
      if ((s + offset(s)) % (15 * minute) !== 0) continue
      let works = true
      for (let at = s; at < s + need.duration && works; at += minute) works = working.has(at) && (!open || open.has(at))
      if (!works || !clear(s, taken) || !clear(s, away)) continue
      const room = places?.find((place) => clear(s, place.taken))
      if (places && !room) continue
      found.push(`${practitionerId} ${new Date(s).toISOString()} ${room?.roomId ?? ''}`)
    }
  }
  return found.toSorted()
}

const zones = [
  // the days around each change of the clock, and an ordinary week
  { timeZone: 'Europe/Berlin', start: '2027-03-27T00:00:00Z' },
  { timeZone: 'Europe/Berlin', start: '2027-10-30T00:00:00Z' },
  { timeZone: 'America/New_York', start: '2027-03-13T05:00:00Z' },
  { timeZone: 'America/New_York', start: '2027-11-06T04:00:00Z' },
  { timeZone: 'Asia/Kathmandu', start: '2027-06-01T00:00:00Z' },
]

const arbitraryNeed: fc.Arbitrary<Need> = fc
  .record({
    duration: fc.integer({ min: 5, max: 120 }),
    before: fc.integer({ min: 0, max: 45 }),
    after: fc.integer({ min: 0, max: 45 }),
  })
  .map(({ duration, before, after }) => ({
    duration: duration * minute,
    before: before * minute,
    after: after * minute,
  }))

const arbitraryHours: fc.Arbitrary<WeeklySpan[]> = fc.array(
  fc
    .record({
      weekday: fc.integer({ min: 1, max: 7 }),
      from: fc.integer({ min: 0, max: 95 }),
      length: fc.integer({ min: 1, max: 60 }),
    })
    .map(({ weekday, from, length }) => ({
      weekday,
      from: from * 15 + (length % 3) * 5,
      to: Math.min(1440, from * 15 + (length % 3) * 5 + length * 15),
    })),
  { maxLength: 10 },
)

const arbitraryClaims = (start: number) =>
  fc.array(
    fc
      .tuple(fc.integer({ min: -60, max: 3 * 1440 }), arbitraryNeed)
      .map(([at, need]) => footprintOf(start + at * minute, need)),
    { maxLength: 8 },
  )

describe.each(zones)('free slots in $timeZone from $start', ({ timeZone, start }) => {
  test('are exactly those that the rules leave, when every minute is tried', () => {
    const from = Date.parse(start)
    fc.assert(
      fc.property(
        arbitraryNeed,
        fc.option(arbitraryHours, { nil: undefined }),
        fc.array(
          fc.record({
            hours: arbitraryHours,
            taken: arbitraryClaims(from),
            elsewhere: fc.array(fc.tuple(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 200 })), {
              maxLength: 3,
            }),
          }),
          { minLength: 1, maxLength: 2 },
        ),
        fc.option(fc.array(arbitraryClaims(from), { maxLength: 3 }), { nil: undefined }),
        fc.integer({ min: 1, max: 3 * 1440 }),
        (need, opening, people, rooms, length) => {
          const search: Search = {
            clock: wallClockOf(timeZone),
            ...(opening && { opening }),
            need,
            calendars: people.map(({ hours, taken, elsewhere }, nth) => ({
              practitionerId: `p${nth}`,
              hours,
              taken,
              elsewhere: elsewhere.map(([at, long]) => ({
                start: from + at * minute,
                end: from + (at + long) * minute,
              })),
            })),
            ...(rooms && { places: rooms.map((taken, nth) => ({ roomId: `r${nth}`, taken })) }),
            from,
            to: from + length * minute,
          }
          const slots = freeSlots(search).map(
            ({ start, practitionerId, roomId }) => `${practitionerId} ${new Date(start).toISOString()} ${roomId ?? ''}`,
          )
          expect(slots.toSorted()).toEqual(bruteForce(timeZone, search))
        },
      ),
      { numRuns: deep ? 400 : 40 },
    )
  })
})

test('two appointments keep the larger of the two buffers between them, not the sum', () => {
  const first = footprintOf(0, { duration: 30 * minute, before: 0, after: 10 * minute })
  const second = (at: number) => footprintOf(at * minute, { duration: 30 * minute, before: 15 * minute, after: 0 })
  expect(collide(first, second(44))).toBe(true)
  expect(collide(first, second(45))).toBe(false)
})

test('buffers do not eat the hours: the first appointment begins when the practitioner does', () => {
  const from = Date.parse('2027-01-04T00:00:00Z')
  const slots = freeSlots({
    clock: wallClockOf('UTC'),
    need: { duration: 30 * minute, before: 30 * minute, after: 30 * minute },
    calendars: [{ practitionerId: 'p', hours: [{ weekday: 1, from: 540, to: 600 }], taken: [], elsewhere: [] }],
    from,
    to: from + 86_400_000,
  })
  expect(slots.map(({ start }) => new Date(start).toISOString().slice(11, 16))).toEqual(['09:00', '09:15', '09:30'])
})

test('the nearest are those of the same day by distance, then the days after it', () => {
  const clock = wallClockOf('Europe/Berlin')
  const slot = (iso: string) => ({ start: Date.parse(iso), end: Date.parse(iso) + 1, practitionerId: 'p' })
  const slots = [
    '2027-01-03T10:00Z',
    '2027-01-03T23:00Z',
    '2027-01-04T12:00Z',
    '2027-01-04T22:45Z',
    '2027-01-05T07:00Z',
    '2027-01-06T07:00Z',
  ].map(slot)
  const found = nearest(slots, Date.parse('2027-01-04T13:00Z'), clock, 4)
  expect(found.map(({ start }) => new Date(start).toISOString().slice(0, 16))).toEqual([
    '2027-01-04T12:00',
    '2027-01-04T22:45',
    '2027-01-03T23:00',
    '2027-01-05T07:00',
  ])
})
