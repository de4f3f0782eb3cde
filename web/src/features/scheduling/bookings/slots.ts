import type { Slot } from '@polyclinic/contract/scheduling/availability.ts'
import { dateOf } from '../times/time-scale.ts'

export type FreeTime = { start: number; end: number; slots: Slot[] }

export function freeTimesOf(slots: readonly Slot[], date: string, timeZone: string): FreeTime[] {
  const times = new Map<number, FreeTime>()
  for (const slot of slots) {
    const start = Date.parse(slot.startsAt)
    if (dateOf(start, timeZone) !== date) continue
    const known = times.get(start)
    if (known) known.slots.push(slot)
    else times.set(start, { start, end: Date.parse(slot.endsAt), slots: [slot] })
  }
  return [...times.values()].sort((a, b) => a.start - b.start)
}

export function nextFreeDate(slots: readonly Slot[], date: string, timeZone: string): string | undefined {
  let next: string | undefined
  for (const slot of slots) {
    const on = dateOf(Date.parse(slot.startsAt), timeZone)
    if (on > date && (!next || on < next)) next = on
  }
  return next
}

export const instantOf = (date: string, time: string, timeZone: string) =>
  Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds
