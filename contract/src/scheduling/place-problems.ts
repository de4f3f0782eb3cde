import { occupies } from './appointment-states.ts'
import type { ProblemData } from '../kit/problem.ts'
import type { Calendar } from './calendar.ts'
import { clashOf, collide, footprintOf, type Footprint } from './footprints.ts'
import { whyOutside, type Span } from './hours.ts'
import { minute } from '../kit/durations.ts'

/** An appointment as it would stand: instants in epoch milliseconds, minutes kept free around it. */
export interface ProposedAppointment {
  start: number
  end: number
  bufferBefore: number
  bufferAfter: number
  practitionerId: string
  /** The rooms of which one would do; empty: none is needed. */
  roomIds: readonly string[]
  /** The appointment that is moved, and what of its time stays as it is. */
  moved?: { id: string; keepsStart: boolean; keepsTime: boolean }
}

export type PlaceProblem =
  | { code: 'in-the-past' }
  | { code: 'outside-hours'; data: ProblemData<'outside-hours'> }
  | { code: 'slot-taken'; data: Omit<ProblemData<'slot-taken'>, 'alternatives'> }

/** How late an appointment may still be written down as starting now, in milliseconds. */
export const startGrace = 5 * 60_000

type Timed = { startsAt: string; endsAt: string; bufferBefore: number; bufferAfter: number }

const spanOf = ({ startsAt, endsAt }: Pick<Timed, 'startsAt' | 'endsAt'>): Span => ({
  start: Date.parse(startsAt),
  end: Date.parse(endsAt),
})

function footprintAt({ start, end }: Span, { bufferBefore, bufferAfter }: Omit<Timed, 'startsAt' | 'endsAt'>) {
  return footprintOf(start, { duration: end - start, before: bufferBefore * minute, after: bufferAfter * minute })
}

type Standing = Footprint & {
  practitionerId: string
  id?: string
  roomId?: string
  isOverbooked: boolean
  /** Absent: somewhere else. */
  patient?: string
  clinic?: string
}

function standingIn({ appointments, notAvailable }: Calendar): Standing[] {
  const here = appointments
    .filter(({ state }) => occupies(state))
    .map(({ id, practitionerId, roomId, isOverbooked, patient, ...appointment }) => ({
      ...footprintAt(spanOf(appointment), appointment),
      id,
      practitionerId,
      isOverbooked,
      patient: patient.name,
      ...(roomId && { roomId }),
    }))
  const elsewhere = notAvailable.map(({ practitionerId, clinic, ...span }) => ({
    ...footprintAt(spanOf(span), span),
    practitionerId,
    isOverbooked: false,
    ...(clinic && { clinic }),
  }))
  return [...here, ...elsewhere]
}

/**
 * What a calendar knows about a place in time, in the order in which the API would say it; nothing where an appointment can be.
 * Reads the calendar once, so that it can be asked at every step of a drag.
 */
export function placeProblemsIn(calendar: Calendar): (proposed: ProposedAppointment, now: number) => PlaceProblem[] {
  const open = calendar.open.map(spanOf)
  const shifts = Map.groupBy(calendar.working, ({ practitionerId }) => practitionerId)
  const names = new Map(calendar.practitioners.map(({ id, displayName }) => [id, displayName]))
  const rooms = new Map(calendar.rooms.map((room) => [room.id, room]))
  const standing = standingIn(calendar)

  const hoursProblem = ({ practitionerId, start, end }: ProposedAppointment): PlaceProblem[] => {
    const working = (shifts.get(practitionerId) ?? []).map(spanOf)
    const reason = whyOutside({ open, working }, start, end)
    return reason ? [{ code: 'outside-hours', data: { reason, practitioner: names.get(practitionerId) ?? '' } }] : []
  }
  const takenProblem = (proposed: ProposedAppointment): PlaceProblem[] => {
    const mine = footprintAt({ start: proposed.start, end: proposed.end }, proposed)
    const others = standing.filter((each) => collide(mine, each) && (!each.id || each.id !== proposed.moved?.id))
    const clash = proposed.moved?.keepsTime
      ? undefined
      : clashOf(
          mine,
          others.filter(({ practitionerId }) => practitionerId === proposed.practitionerId),
        )
    if (clash) return [{ code: 'slot-taken', data: reasonOf(clash) }]
    const known = proposed.roomIds.flatMap((id) => rooms.get(id) ?? [])
    const isFull = known.every(({ id, capacity }) =>
      isRoomFull(
        mine,
        others.filter(({ roomId }) => roomId === id),
        capacity,
      ),
    )
    if (known.length === 0 || known.length < proposed.roomIds.length || !isFull) return []
    const only = known.length === 1 && known[0]
    return [{ code: 'slot-taken', data: { reason: 'room', ...(only && { room: only.name }) } }]
  }
  return (proposed, now) => [
    ...(!proposed.moved?.keepsStart && proposed.start < now - startGrace ? [{ code: 'in-the-past' } as const] : []),
    ...(proposed.moved?.keepsTime ? [] : hoursProblem(proposed)),
    ...takenProblem(proposed),
  ]
}

function reasonOf({ other, reason, side, minutes }: NonNullable<ReturnType<typeof clashOf<Standing>>>) {
  if (other.patient === undefined)
    return { reason: 'elsewhere', ...(other.clinic && { clinic: other.clinic }) } as const
  return { reason, patient: other.patient, ...(reason === 'buffer' && { side, minutes }) }
}

/**
 * Whether every place of a room is taken for certain: somewhere within the time as many appointments stand at once as it has
 * places. Which appointment has which place is the database's knowledge; where that matters it decides alone.
 */
function isRoomFull(mine: Footprint, others: readonly Standing[], capacity: number): boolean {
  if (capacity === 1) return others.length > 0
  const sure = others.filter(({ isOverbooked }) => !isOverbooked)
  const peakCount = (from: (each: Footprint) => number, to: (each: Footprint) => number) =>
    Math.max(
      0,
      ...[mine, ...sure].map((at) => {
        const instant = Math.max(from(at), from(mine))
        return instant >= to(mine) ? 0 : sure.filter((each) => from(each) <= instant && instant < to(each)).length
      }),
    )
  return (
    peakCount(
      ({ start }) => start,
      ({ freeFrom }) => freeFrom,
    ) >= capacity ||
    peakCount(
      ({ takenFrom }) => takenFrom,
      ({ end }) => end,
    ) >= capacity
  )
}
