import type { Footprint, Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { appointmentHours, type Span } from '@polyclinic/contract/scheduling/hours.ts'
import { spansBetween, type WallClock, type WeeklySpan } from './wall-clock.ts'

export interface Place {
  roomId: string
  taken: readonly Footprint[]
}

export interface Calendar {
  practitionerId: string
  hours: readonly WeeklySpan[]
  taken: readonly Footprint[]
  /** Taken by other organizations; nothing but the times is known. */
  elsewhere: readonly Span[]
}

export interface FreeSlot {
  start: number
  end: number
  practitionerId: string
  roomId?: string
}

/** Starts that are not possible: open stretches, in order and apart. */
type Blocked = readonly Span[]

/** Solves `collide` for the start: an appointment forbids one open stretch of starts. */
function blockedStarts(taken: readonly Footprint[], { duration, before, after }: Need): Blocked {
  const each = taken.map((claim) => ({
    start: Math.min(claim.start - duration - after, claim.takenFrom - duration),
    end: Math.max(claim.freeFrom, claim.end + before),
  }))
  const apart: Span[] = []
  for (const span of each.toSorted((a, b) => a.start - b.start)) {
    const last = apart.at(-1)
    // stretches that only touch leave the touching point free
    if (last && span.start < last.end) last.end = Math.max(last.end, span.end)
    else apart.push(span)
  }
  return apart
}

function isFree(blocked: Blocked, start: number): boolean {
  let low = 0
  let high = blocked.length
  while (low < high) {
    const middle = (low + high) >> 1
    const span = blocked[middle]
    if (span && span.start < start) low = middle + 1
    else high = middle
  }
  const last = blocked[low - 1]
  return !last || start >= last.end
}

const grid = 15 * 60_000

/** The first quarter of an hour on the clock's face at or after `instant`. */
function nextQuarter(instant: number, clock: WallClock): number {
  const ahead = clock.offsetAt(instant)
  return Math.ceil((instant + ahead) / grid) * grid - ahead
}

export interface Search {
  clock: WallClock
  /** When the clinic is open; undefined: always. */
  opening?: readonly WeeklySpan[]
  need: Need
  calendars: readonly Calendar[]
  /** One of these is taken along; absent: the appointment needs no room. */
  places?: readonly Place[]
  from: number
  to: number
}

/**
 * The free starts on a grid of 15 minutes: the clinic is open, the practitioner works, nothing that is taken collides,
 * a place is free.
 * Buffers keep appointments apart; they do not eat the hours.
 */
export function freeSlots({ clock, opening, need, calendars, places, from, to }: Search): FreeSlot[] {
  // an appointment that starts before the end may go on after it
  const until = to + need.duration
  const open = opening && spansBetween(opening, clock, from, until)
  const rooms = places?.map(({ roomId, taken }) => ({ roomId, blocked: blockedStarts(taken, need) }))
  const slots: FreeSlot[] = []
  for (const { practitionerId, hours, taken, elsewhere } of calendars) {
    const away = elsewhere.map(({ start, end }) => ({ takenFrom: start, start, end, freeFrom: end }))
    const blocked = blockedStarts([...taken, ...away], need)
    for (const span of appointmentHours({ open, working: spansBetween(hours, clock, from, until) })) {
      const last = Math.min(span.end - need.duration, to - 1)
      for (let start = nextQuarter(Math.max(span.start, from), clock); start <= last; start += grid) {
        if (!isFree(blocked, start)) continue
        const room = rooms?.find((each) => isFree(each.blocked, start))
        if (rooms && !room) continue
        slots.push({
          start,
          end: start + need.duration,
          practitionerId,
          ...(room && { roomId: room.roomId }),
        })
      }
    }
  }
  return slots.toSorted((a, b) => a.start - b.start)
}

/** The nearest first on the day that was asked for, then what comes on the days after it. */
export function nearest(slots: readonly FreeSlot[], time: number, clock: WallClock, count: number): FreeSlot[] {
  const day = clock.dateOf(time)
  const starts = clock.instantOf(day, 0)
  const ends = clock.instantOf(day, 1440)
  const sameDay = slots.filter(({ start }) => start >= starts && start < ends)
  const later = slots.filter(({ start }) => start >= ends)
  const distance = ({ start }: FreeSlot) => Math.abs(start - time)
  return [...sameDay.toSorted((a, b) => distance(a) - distance(b)), ...later].slice(0, count)
}
