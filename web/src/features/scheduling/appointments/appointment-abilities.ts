import {
  abilitiesOf,
  correctionsOf,
  type AppointmentState,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'

/** Whether the reader may change appointments at all, as the server said. */
export const mayChange = (appointment: Appointment) => appointment.abilities.move.reason !== 'not-allowed'

/** What the server said about an appointment, said again for a later moment: steps come and go with their time. */
export const abilitiesAt = (appointment: Appointment, now: number) =>
  abilitiesOf(appointment, now, mayChange(appointment))

/** The states that "Back to …" offers: the one that it came from, or where nobody knows it, those that can be. */
export function waysBack(appointment: Appointment, now: number): readonly AppointmentState[] {
  if (!mayChange(appointment)) return []
  const ways = correctionsOf(appointment, now)
  const known = ways.filter((to) => to === appointment.earlierState)
  return known.length > 0 ? known : ways
}

/** The appointment as it will be, until the server says so. */
export const inState = (
  appointment: Appointment,
  state: AppointmentState,
  earlierState: AppointmentState | undefined,
  now: number,
): Appointment => {
  const next = { ...appointment, state, earlierState }
  return { ...next, abilities: abilitiesAt(next, now), corrections: correctionsOf(next, now) }
}

export const arrivedAfter = (step: AppointmentStep, appointment: Appointment, now: number) =>
  step === 'arrive' ? new Date(now).toISOString() : appointment.arrivedAt
