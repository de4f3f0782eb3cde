import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { placeProblemsIn, type PlaceProblem } from '@polyclinic/contract/scheduling/place-problems.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { isSamePlace, placeOfAppointment, type Overrides, type Place } from '../calendar/board-model.ts'

/** Why an appointment cannot simply be put somewhere: `ask` can be done deliberately, `refused` not at all. */
export type Finding = { problem: PlaceProblem; severity: 'refused' | 'ask' }

/** Judges where an appointment would stand as the server would, so that a drag can show it before anything is sent. */
export type Judge = (place: Place, appointment: Appointment) => Finding | undefined

/** What the reader may do deliberately. */
export type Liberties = { overbook: boolean; outsideHours: boolean }

/** A judge over one calendar; built once per drag, asked on every move. */
export function judgeOf(
  calendar: Calendar,
  overrides: Overrides,
  services: readonly Service[],
  may: Liberties,
  now: () => number,
): Judge {
  const problemsAt = placeProblemsIn({ ...calendar, appointments: withOverrides(calendar.appointments, overrides) })
  const roomsOf = new Map(services.map(({ id, roomIds }) => [id, roomIds ?? []]))

  return (place, appointment) => {
    const from = placeOfAppointment(appointment)
    if (isSamePlace(from, place)) return undefined
    const keepsStart = from.start === place.start
    const keepsTime = keepsStart && from.end === place.end && from.practitionerId === place.practitionerId
    const { roomId, start, end, practitionerId } = place
    const own = roomId ? [roomId] : []
    const { bufferBefore, bufferAfter } = appointment
    const roomIds =
      roomId === from.roomId ? [...new Set([...own, ...(roomsOf.get(appointment.service.id) ?? [])])] : own
    const moved = { id: appointment.id, keepsStart, keepsTime }
    const proposed = { start, end, practitionerId, bufferBefore, bufferAfter, roomIds, moved }
    const findings = problemsAt(proposed, now()).map((problem): Finding => ({
      problem,
      severity: isFree(problem, may) ? 'ask' : 'refused',
    }))
    return findings.find(({ severity }) => severity === 'refused') ?? findings[0]
  }
}

function isFree(problem: PlaceProblem, may: Liberties): boolean {
  if (problem.code === 'outside-hours') return may.outsideHours
  if (problem.code !== 'slot-taken') return false
  // nobody books over what they may not see
  return may.overbook && (problem.data.reason !== 'elsewhere' || problem.data.clinic !== undefined)
}

const withOverrides = (appointments: readonly Appointment[], overrides: Overrides): Appointment[] =>
  appointments.map((appointment) => {
    const place = overrides.get(appointment.id)
    if (!place) return appointment
    const { practitionerId, roomId } = place
    return {
      ...appointment,
      startsAt: new Date(place.start).toISOString(),
      endsAt: new Date(place.end).toISOString(),
      practitionerId,
      roomId,
    }
  })
