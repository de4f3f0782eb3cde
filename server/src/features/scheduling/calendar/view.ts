import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import type { AppointmentRow } from '../appointments/queries.ts'
import { appointmentView, type Viewer } from '../appointments/view.ts'
import { joined, type Span } from '@polyclinic/contract/scheduling/hours.ts'
import { spansBetween, wallClockOf, weeklySpans, type WallClock } from '../availability/wall-clock.ts'
import type { AwayFact, CalendarFacts } from './queries.ts'

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
const spanView = ({ start, end }: Span) => ({ startsAt: iso(start), endsAt: iso(end) })

/** The days of a calendar: dates of the clinic's zone, the last one not included, and their instants. */
export interface Days extends Span {
  from: string
  to: string
}

export function daysOf(clock: WallClock, from: string, days: number): Days {
  const first = Temporal.PlainDate.from(from)
  const after = first.add({ days })
  return { from, to: after.toString(), start: clock.instantOf(first, 0), end: clock.instantOf(after, 0) }
}

/** Weekly hours as instants, cut to the days that are shown. */
function shown(weekly: CalendarFacts['open'], clock: WallClock, { start, end }: Days): Span[] {
  return spansBetween(weeklySpans(weekly), clock, start, end)
    .map((span) => ({ start: Math.max(span.start, start), end: Math.min(span.end, end) }))
    .filter((span) => span.start < span.end)
}

/** What came as json, as a row: instants in UTC, bytes as bytes. */
function rowOf(json: AppointmentRow): AppointmentRow {
  const instant = (value: string) => new Date(value).toISOString()
  return {
    ...json,
    starts_at: instant(json.starts_at),
    ends_at: instant(json.ends_at),
    cancelled_at: json.cancelled_at && instant(json.cancelled_at),
    arrived_at: json.arrived_at && instant(json.arrived_at),
    note_sealed: json.note_sealed && Buffer.from(String(json.note_sealed).slice(2), 'hex'),
  }
}

type NotAvailable = Calendar['notAvailable'][number]

/** Appointments at the organization's other clinics, as one stretch where they touch; the clinic is named to those who work there too. */
function elsewhereOf(away: readonly AwayFact[], scope: readonly string[] | undefined): NotAvailable[] {
  return [...Map.groupBy(away, ({ practitioner_id, clinic_id }) => `${practitioner_id} ${clinic_id}`).values()].flatMap(
    (appointments) => {
      const [first] = appointments
      if (!first) return []
      const { practitioner_id: practitionerId, clinic_id, clinic } = first
      return joined(appointments).map((span) => {
        const within = appointments.filter(({ start, end }) => start >= span.start && end <= span.end)
        const takenFrom = Math.min(...within.map(({ start, before }) => start - before * minute))
        const freeFrom = Math.max(...within.map(({ end, after }) => end + after * minute))
        return {
          practitionerId,
          ...spanView(span),
          bufferBefore: (span.start - takenFrom) / minute,
          bufferAfter: (freeFrom - span.end) / minute,
          ...((!scope || scope.includes(clinic_id)) && { clinic }),
        }
      })
    },
  )
}

/** Another organization says when, and nothing else. */
const otherOrganizations = (busy: readonly [string, number, number][]): NotAvailable[] =>
  [...Map.groupBy(busy, ([practitionerId]) => practitionerId)].flatMap(([practitionerId, spans]) =>
    joined(spans.map(([, start, end]) => ({ start, end }))).map((span) => ({
      practitionerId,
      ...spanView(span),
      bufferBefore: 0,
      bufferAfter: 0,
    })),
  )

export function calendarView(
  facts: CalendarFacts,
  { from, days }: { from: string; days: number },
  viewer: Viewer,
): Calendar {
  const clock = wallClockOf(facts.time_zone)
  const shownDays = daysOf(clock, from, days)
  return {
    clinic: { id: facts.id, name: facts.name, timeZone: facts.time_zone },
    from: shownDays.from,
    to: shownDays.to,
    practitioners: (facts.practitioners ?? []).map(({ id, display_name, profession, hue }) => ({
      id,
      displayName: display_name,
      profession,
      hue,
    })),
    rooms: facts.rooms ?? [],
    working: (facts.practitioners ?? []).flatMap(({ id, hours }) =>
      shown(hours, clock, shownDays).map((span) => ({ practitionerId: id, ...spanView(span) })),
    ),
    open: (facts.open ? shown(facts.open, clock, shownDays) : [shownDays]).map(spanView),
    appointments: (facts.appointments ?? []).map((row) => appointmentView(rowOf(row), viewer)),
    notAvailable: [...elsewhereOf(facts.away ?? [], viewer.scope), ...otherOrganizations(facts.busy ?? [])],
    position: `${facts.xmin}-0`,
  }
}
