import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { groupedSpans, placeOfVisit, type Span } from './board-model.ts'
import { complementOf, overlaps } from './lanes.ts'

const minute = 60_000

/** The day as the desk sees it: who waits, who is being treated, who comes next, who has not confirmed, who is done. */
export function deskOf(visits: readonly Appointment[]) {
  const inOrder = visits.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const in_ = (...states: Appointment['state'][]) => inOrder.filter(({ state }) => states.includes(state))
  return {
    // Whoever came first waits longest.
    waiting: in_('arrived').toSorted(
      (a, b) => Date.parse(a.arrivedAt ?? a.startsAt) - Date.parse(b.arrivedAt ?? b.startsAt),
    ),
    treated: in_('in-progress'),
    next: in_('booked', 'confirmed'),
    unconfirmed: in_('booked'),
    done: in_('completed', 'no-show').toReversed(),
  }
}

/** Whole minutes from one moment to another, never negative. */
export const minutesBetween = (from: string | number, to: number) =>
  Math.max(0, Math.floor((to - (typeof from === 'number' ? from : Date.parse(from))) / minute))

/** The next stretch of at least so many minutes in which a practitioner works and has nothing, from now on; undefined when the day is full. */
export function nextFreeSpan(calendar: Calendar, practitionerId: string, now: number, atLeast = 15): Span | undefined {
  const working = groupedSpans(calendar.working).get(practitionerId) ?? []
  const away = groupedSpans(calendar.notAvailable).get(practitionerId) ?? []
  const taken = calendar.appointments
    .filter(
      (visit) => visit.practitionerId === practitionerId && visit.state !== 'cancelled' && visit.state !== 'no-show',
    )
    .map((visit) => placeOfVisit(visit))
    .map(({ startsAt, endsAt }) => ({ from: startsAt, to: endsAt }))
  const start = Math.ceil(now / (5 * minute)) * 5 * minute
  for (const shift of working.toSorted((a, b) => a.from - b.from)) {
    const from = Math.max(shift.from, start)
    if (from >= shift.to) continue
    const busy = [...taken, ...away].filter((span) => overlaps(span, { from, to: shift.to }))
    const free = complementOf(busy, from, shift.to).find((span) => span.to - span.from >= atLeast * minute)
    if (free) return free
  }
  return undefined
}
