import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Slot } from '@polyclinic/contract/scheduling/availability.ts'
import type { AvailabilityFacts } from './queries.ts'
import type { Footprint, Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { freeSlots, type FreeSlot } from './rules.ts'
import { wallClockOf, weeklySpans } from './wall-clock.ts'

export const needOf = ({
  duration_minutes,
  buffer_before,
  buffer_after,
}: Pick<AvailabilityFacts, 'duration_minutes' | 'buffer_before' | 'buffer_after'>): Need => ({
  duration: duration_minutes * minute,
  before: buffer_before * minute,
  after: buffer_after * minute,
})

export function slotsOf(
  facts: AvailabilityFacts,
  { from, to, need = needOf(facts), inRoom = false }: { from: number; to: number; need?: Need; inRoom?: boolean },
): FreeSlot[] {
  const takenOf = (resource: string): Footprint[] =>
    (facts.claims?.[resource] ?? []).map(([takenFrom, start, end, freeFrom]) => ({
      takenFrom,
      start,
      end,
      freeFrom,
    }))
  const elsewhere = Map.groupBy(facts.busy ?? [], ([practitionerId]) => practitionerId)
  return freeSlots({
    clock: wallClockOf(facts.time_zone),
    ...(facts.opening && { opening: weeklySpans(facts.opening) }),
    need,
    calendars: (facts.practitioners ?? []).map(({ id, hours }) => ({
      practitionerId: id,
      hours: weeklySpans(hours),
      taken: takenOf(id),
      elsewhere: (elsewhere.get(id) ?? []).map(([, start, end]) => ({ start, end })),
    })),
    ...((facts.in_listed_rooms || inRoom) && {
      places: (facts.pool ?? []).map(([place, roomId]) => ({ roomId, taken: takenOf(place) })),
    }),
    from: Math.max(from, Date.parse(facts.now)),
    to,
  })
}

export function slotViewer(): (slot: FreeSlot) => Slot {
  const written = new Map<number, string>()
  const iso = (instant: number) => {
    const text = written.get(instant) ?? new Date(instant).toISOString()
    written.set(instant, text)
    return text
  }
  return ({ start, end, practitionerId, roomId }) => ({
    startsAt: iso(start),
    endsAt: iso(end),
    practitionerId,
    ...(roomId && { roomId }),
  })
}
