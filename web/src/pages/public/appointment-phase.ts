import { isHere, isOver, occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'

export type AppointmentPageState = 'show' | 'confirming' | 'cancelled' | 'not-found' | 'refused' | 'unconfirmed'

/** What the page says: the asked-for state where it still holds, else what the appointment itself tells. */
export type AppointmentPhase =
  | 'booked'
  | 'confirmed'
  | 'here'
  | 'past'
  | 'cancelled'
  | 'confirming'
  | 'refused'
  | 'unconfirmed'
  | 'not-found'

export function appointmentPhase(
  state: AppointmentPageState,
  appointment: LinkedAppointment | undefined,
  isPast: boolean,
): AppointmentPhase {
  if (!appointment || state === 'not-found') return state === 'refused' ? 'refused' : 'not-found'
  if (state === 'cancelled' || !occupies(appointment.state)) return 'cancelled'
  if (state === 'refused' || state === 'unconfirmed') return state
  // A page opened long ago can ask for a confirmation that nobody may give any more.
  if (state === 'confirming') return appointment.canCancel ? 'confirming' : 'refused'
  if (isOver(appointment.state)) return 'past'
  if (isHere(appointment.state)) return 'here'
  if (isPast) return 'past'
  return appointment.state === 'confirmed' ? 'confirmed' : 'booked'
}
