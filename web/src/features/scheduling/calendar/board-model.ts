import { isHere, isOver, isKept, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import type { Hue } from '../../../ui/signs/Avatar.tsx'
import { complementOf, lanesOf, overlaps, type Lane } from '../times/lanes.ts'
import { endPlaceOf, gapsOf, placeOf, type Axis, type Day } from '../times/time-scale.ts'

/** When, with whom and where an appointment takes place; instants in epoch milliseconds. */
export type Place = { start: number; end: number; practitionerId: string; roomId?: string }

export type Span = { from: number; to: number }

export type Resource = { id: string; kind: 'practitioner' | 'room'; name: string; detail?: string; hue?: Hue }

/** An appointment where it is drawn: axis minutes, and its lane among those it overlaps; `isBesideOther`: a cancelled one beside one that stands, or the other way round. */
export type PlacedAppointment = {
  appointment: Appointment
  place: Place
  from: number
  to: number
  lane: Lane
  isBesideOther?: boolean
}

/** Its time is free: it is drawn for the record and stands in nobody's way. */
export const isCancelled = ({ appointment }: { appointment: Pick<Appointment, 'state'> }) =>
  !occupies(appointment.state)

export const standing = (appointments: readonly PlacedAppointment[]) =>
  appointments.filter((placed) => !isCancelled(placed))

/** Minutes kept free beside an appointment, as far as they are free. */
export type Kept = Span & { side: 'after' | 'before'; minutes: number; patient: string }

export type Column = {
  key: string
  day: Day
  resource: Resource
  appointments: readonly PlacedAppointment[]
  closed: readonly Span[]
  /** Open, but this practitioner does not work. */
  off: readonly Span[]
  /** Not available: at another clinic that the reader knows, or for a reason that is nobody's business here. */
  away: readonly (Span & { clinic?: string })[]
  kept: readonly Kept[]
  /** Where no appointment can begin, in order and apart. */
  taken: readonly Span[]
  gaps: readonly Span[]
}

export type Overrides = ReadonlyMap<string, Place>

export function placeOfAppointment(appointment: Appointment, overrides?: Overrides): Place {
  const moved = overrides?.get(appointment.id)
  if (moved) return moved
  const { startsAt, endsAt, practitionerId, roomId } = appointment
  return { start: Date.parse(startsAt), end: Date.parse(endsAt), practitionerId, roomId }
}

export const isSamePlace = (a: Place, b: Place) =>
  a.start === b.start && a.end === b.end && a.practitionerId === b.practitionerId && a.roomId === b.roomId

export const noRoom = 'none'

type Words = { profession: (key: string) => string; noRoom: string }

/** The practitioners or rooms of a calendar, in its own order; appointments without a room get a column where there are any. */
export function resourcesOf(calendar: Calendar, by: Resource['kind'], words: Words): Resource[] {
  if (by === 'practitioner') {
    return calendar.practitioners.map(({ id, displayName, profession, hue }) => ({
      id,
      kind: 'practitioner',
      name: displayName,
      detail: words.profession(profession),
      hue: hueOf(hue),
    }))
  }
  const rooms = calendar.rooms.map(({ id, name }): Resource => ({ id, kind: 'room', name }))
  const isRoomless = calendar.appointments.some(({ roomId, state }) => !roomId && occupies(state))
  return rooms.length > 0 && isRoomless ? [...rooms, { id: noRoom, kind: 'room', name: words.noRoom }] : rooms
}

export const resourceIdOf = (place: Pick<Place, 'practitionerId' | 'roomId'>, kind: Resource['kind']) =>
  kind === 'room' ? (place.roomId ?? noRoom) : place.practitionerId

/** One of the twelve hues, whatever number arrives. */
export const hueOf = (hue: number): Hue => (((((Math.trunc(hue) - 1) % 12) + 12) % 12) + 1) as Hue

type Wanted = {
  calendar: Calendar
  axis: Axis
  days: readonly Day[]
  resources: readonly Resource[]
  overrides?: Overrides
  areCancelledShown?: boolean
}

export function columnsOf({ calendar, axis, days, resources, overrides, areCancelledShown }: Wanted): Column[] {
  const appointments = calendar.appointments
    .filter((appointment) => areCancelledShown || occupies(appointment.state))
    .map((appointment) => ({ appointment, place: placeOfAppointment(appointment, overrides) }))
  const open = calendar.open.map(spanOf)
  const working = groupedSpans(calendar.working)
  const away = Map.groupBy(calendar.notAvailable, ({ practitionerId }) => practitionerId)
  const capacities = new Map(calendar.rooms.map(({ id, capacity }) => [id, capacity]))
  return days.flatMap((day) => {
    const end = day.start + day.minutes * 60_000
    const onAxis = (spans: readonly Span[]) => spansOn(axis, day, spans)
    const closed = complementOf(onAxis(open), 0, axis.minutes)
    const gaps = gapsOf(axis, day)
    const ofDay = appointments.filter(({ place }) => place.start < end && place.end > day.start)
    return resources.map((resource): Column => {
      const own = ofDay.filter(({ place }) => resourceIdOf(place, resource.kind) === resource.id)
      const works = onAxis(working.get(resource.id) ?? [])
      const live = own.filter((each) => !isCancelled(each))
      const placed = laid(axis, day, live)
      const called = laid(axis, day, own.filter(isCancelled))
      const kept = keptBeside(placed, axis.minutes)
      const notHere = resource.kind === 'room' ? [] : awayOn(axis, day, away.get(resource.id) ?? [])
      // appointments without a room, and those of a room for several, may begin side by side
      const isExclusive = resource.kind === 'practitioner' || capacities.get(resource.id) === 1
      return {
        key: `${day.date} ${resource.id}`,
        day,
        resource,
        appointments: interleaved(placed, called),
        closed,
        off: resource.kind === 'room' ? [] : withoutSpans(complementOf(works, 0, axis.minutes), closed, axis.minutes),
        away: notHere,
        kept,
        taken: isExclusive ? unitedSpans([...placed, ...kept, ...notHere], axis.minutes) : [],
        gaps,
      }
    })
  })
}

function laid(
  axis: Axis,
  day: Day,
  appointments: readonly { appointment: Appointment; place: Place }[],
): PlacedAppointment[] {
  const drawn = appointments.map(({ appointment, place }) => ({
    appointment,
    place,
    from: placeOf(axis, day, place.start),
    to: endPlaceOf(axis, day, place.end),
  }))
  const lanes = lanesOf(drawn.map(({ appointment, from, to }) => ({ id: appointment.id, from, to })))
  return drawn
    .map((each) => ({ ...each, lane: lanes.get(each.appointment.id)! }))
    .sort((a, b) => a.from - b.from || a.lane.lane - b.lane.lane)
}

/** Both in the order of time, each knowing whether it shares its time with one of the other kind. */
function interleaved(
  placed: readonly PlacedAppointment[],
  cancelled: readonly PlacedAppointment[],
): PlacedAppointment[] {
  if (cancelled.length === 0) return [...placed]
  const beside = (appointments: readonly PlacedAppointment[], others: readonly PlacedAppointment[]) =>
    appointments.map((appointment) => ({
      ...appointment,
      isBesideOther: others.some((other) => overlaps(appointment, other)),
    }))
  return [...beside(placed, cancelled), ...beside(cancelled, placed)].sort((a, b) => a.from - b.from)
}

function spansOn(axis: Axis, day: Day, spans: readonly Span[]): Span[] {
  const end = day.start + day.minutes * 60_000
  return spans
    .filter((span) => span.from < end && span.to > day.start)
    .map((span) => ({ from: placeOf(axis, day, span.from), to: endPlaceOf(axis, day, span.to) }))
}

const awayOn = (axis: Axis, day: Day, stretches: Calendar['notAvailable']) =>
  stretches.flatMap(({ clinic, ...each }) =>
    spansOn(axis, day, [spanOf(each)]).map((span) => ({ ...span, ...(clinic && { clinic }) })),
  )

/** The minutes kept free around appointments, where no other appointment stands in them already. */
function keptBeside(placed: readonly PlacedAppointment[], end: number): Kept[] {
  return placed.flatMap(({ appointment, from, to }) => {
    const { bufferBefore, bufferAfter, patient } = appointment
    const free = (span: Span) =>
      complementOf(
        placed.filter((other) => overlaps(other, span)),
        Math.max(span.from, 0),
        Math.min(span.to, end),
      )
    const beside = (side: Kept['side'], minutes: number, span: Span) =>
      minutes > 0 ? free(span).map((each): Kept => ({ ...each, side, minutes, patient: patient.name })) : []
    return [
      ...beside('before', bufferBefore, { from: from - bufferBefore, to: from }),
      ...beside('after', bufferAfter, { from: to, to: to + bufferAfter }),
    ]
  })
}

const unitedSpans = (spans: readonly Span[], end: number): Span[] => complementOf(complementOf(spans, 0, end), 0, end)

const withoutSpans = (spans: readonly Span[], taken: readonly Span[], end: number) =>
  complementOf([...complementOf(spans, 0, end), ...taken], 0, end)

export const spanOf = (stretch: { startsAt: string; endsAt: string }): Span => ({
  from: Date.parse(stretch.startsAt),
  to: Date.parse(stretch.endsAt),
})

/** Stretches by practitioner, as instants. */
export function groupedSpans(stretches: readonly { practitionerId: string; startsAt: string; endsAt: string }[]) {
  const groups = new Map<string, Span[]>()
  for (const stretch of stretches) {
    const group = groups.get(stretch.practitionerId)
    if (group) group.push(spanOf(stretch))
    else groups.set(stretch.practitionerId, [spanOf(stretch)])
  }
  return groups
}

export function totalsOf(appointments: readonly Appointment[]) {
  const counted = appointments.filter(({ state }) => occupies(state))
  const count = (holds: (state: Appointment['state']) => boolean) => counted.filter(({ state }) => holds(state)).length
  return {
    appointments: counted.length,
    unconfirmed: count((state) => state === 'booked'),
    here: count(isHere),
    done: count((state) => isOver(state) && isKept(state)),
    missed: count((state) => !isKept(state)),
  }
}

export function isIdle({ off, closed, resource }: Column) {
  const shaded = [...closed, ...(resource.kind === 'room' ? [] : off)].reduce((sum, { from, to }) => sum + to - from, 0)
  return shaded >= 23 * 60
}
