import {
  abilitiesOf,
  correctionsOf,
  type AppointmentState,
  type AppointmentStep,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'

/** Whether the reader may change visits at all, as the server said. */
export const mayChange = (visit: Appointment) => visit.abilities.move.reason !== 'not-allowed'

/** What the server said about a visit, said again for a later moment: steps come and go with their time. */
export const abilitiesAt = (visit: Appointment, now: number) => abilitiesOf(visit, now, mayChange(visit))

/** The states that "Back to …" offers: the one that it came from, or where nobody knows it, those that can be. */
export function waysBack(visit: Appointment, now: number): readonly AppointmentState[] {
  if (!mayChange(visit)) return []
  const ways = correctionsOf(visit, now)
  const known = ways.filter((to) => to === visit.earlierState)
  return known.length > 0 ? known : ways
}

/** The visit as it will be, until the server says so. */
export const inState = (
  visit: Appointment,
  state: AppointmentState,
  earlierState: AppointmentState | undefined,
  now: number,
): Appointment => {
  const next = { ...visit, state, earlierState }
  return { ...next, abilities: abilitiesAt(next, now), corrections: correctionsOf(next, now) }
}

export const arrivedAfter = (step: AppointmentStep, visit: Appointment, now: number) =>
  step === 'arrive' ? new Date(now).toISOString() : visit.arrivedAt
