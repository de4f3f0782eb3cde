import { isExpected, isHere, isOver, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { appointmentHours } from '@polyclinic/contract/scheduling/hours.ts'
import type { Span } from '../calendar/board-model.ts'
import { complementOf, overlaps } from '../times/lanes.ts'

/** The day in lists: who waits, who is being treated, who comes next, who has not confirmed, who is done. */
export function todayLists(appointments: readonly Appointment[]) {
  const inOrder = appointments.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  const those = (holds: (state: Appointment['state']) => boolean) => inOrder.filter(({ state }) => holds(state))
  return {
    // Whoever came first waits longest.
    waiting: those((state) => state === 'arrived').toSorted(
      (a, b) => Date.parse(a.arrivedAt ?? a.startsAt) - Date.parse(b.arrivedAt ?? b.startsAt),
    ),
    treated: those((state) => isHere(state) && state !== 'arrived'),
    next: those(isExpected),
    unconfirmed: those((state) => state === 'booked'),
    done: those((state) => isOver(state) && occupies(state)).toReversed(),
  }
}

export type TodayLists = ReturnType<typeof todayLists>

/** Whole minutes from one moment to another, never negative. */
export const minutesBetween = (from: string | number, to: number) =>
  Math.max(0, Math.floor((to - (typeof from === 'number' ? from : Date.parse(from))) / minute))

/**
 * The next stretch of at least so many minutes in which the clinic is open, a practitioner works and has nothing, from
 * now on; undefined when the day is full.
 */
export function nextFreeSpan(calendar: Calendar, practitionerId: string, now: number, atLeast = 15): Span | undefined {
  const isTheirs = (each: { practitionerId: string }) => each.practitionerId === practitionerId
  const hours = appointmentHours({
    open: calendar.open.map(spanOf),
    working: calendar.working.filter(isTheirs).map(spanOf),
  })
  const appointments = calendar.appointments.filter(({ state }) => occupies(state))
  const taken = [...appointments, ...calendar.notAvailable].filter(isTheirs).map((each) => ({
    from: Date.parse(each.startsAt) - each.bufferBefore * minute,
    to: Date.parse(each.endsAt) + each.bufferAfter * minute,
  }))
  const start = Math.ceil(now / (5 * minute)) * 5 * minute
  for (const shift of hours) {
    const from = Math.max(shift.start, start)
    if (from >= shift.end) continue
    const busy = taken.filter((span) => overlaps(span, { from, to: shift.end }))
    const free = complementOf(busy, from, shift.end).find((span) => span.to - span.from >= atLeast * minute)
    if (free) return free
  }
  return undefined
}

const spanOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => ({
  start: Date.parse(startsAt),
  end: Date.parse(endsAt),
})

export function ownCalendar(calendar: Calendar, practitionerId: string): Calendar {
  const isTheirs = (each: { practitionerId: string }) => each.practitionerId === practitionerId
  return {
    ...calendar,
    practitioners: calendar.practitioners.filter(({ id }) => id === practitionerId),
    working: calendar.working.filter(isTheirs),
    appointments: calendar.appointments.filter(isTheirs),
    notAvailable: calendar.notAvailable.filter(isTheirs),
  }
}

/** Why nobody comes on a day without appointments: the clinic is closed or nobody works; undefined where somebody may come. */
export function idleReason({ appointments, open, working }: Calendar): 'closed' | 'off' | undefined {
  if (appointments.some(({ state }) => occupies(state))) return undefined
  if (open.length === 0) return 'closed'
  return appointmentHours({ open: open.map(spanOf), working: working.map(spanOf) }).length === 0 ? 'off' : undefined
}

/** The first day of several on which somebody works or comes, as a calendar of that day and of those who are there. */
export function firstBusyDay(calendar: Calendar): Calendar | undefined {
  const first = Temporal.PlainDate.from(calendar.from)
  const count = first.until(calendar.to).days
  const days = Array.from({ length: count }, (_, ahead) => dayOf(calendar, first.add({ days: ahead }).toString()))
  return days.find((day) => idleReason(day) === undefined)
}

function dayOf(calendar: Calendar, date: string): Calendar {
  const day = Temporal.PlainDate.from(date)
  const next = day.add({ days: 1 })
  const start = day.toZonedDateTime(calendar.clinic.timeZone).epochMilliseconds
  const end = next.toZonedDateTime(calendar.clinic.timeZone).epochMilliseconds
  const isThen = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) =>
    Date.parse(startsAt) < end && start < Date.parse(endsAt)
  const working = calendar.working.filter(isThen)
  return {
    ...calendar,
    from: date,
    to: next.toString(),
    practitioners: calendar.practitioners.filter(({ id }) => working.some((each) => each.practitionerId === id)),
    working,
    open: calendar.open.filter(isThen).map((span) => ({
      startsAt: new Date(Math.max(start, Date.parse(span.startsAt))).toISOString(),
      endsAt: new Date(Math.min(end, Date.parse(span.endsAt))).toISOString(),
    })),
    appointments: calendar.appointments.filter(isThen),
    notAvailable: calendar.notAvailable.filter(isThen),
  }
}
