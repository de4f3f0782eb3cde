import { id } from '@polyclinic/contract/kit/ids.ts'
import { z } from 'zod'
import { event } from '../../kit/jobs/events.ts'

const appointment = { appointmentId: id, patientId: id }
/** Something was taken back that somebody did by mistake. */
const correction = z.literal('yes')

export const appointmentBooked = event('appointment.booked', appointment)
export const appointmentMoved = event('appointment.moved', appointment)
export const appointmentCancelled = event('appointment.cancelled', appointment)
/** Its state, room or note; with a correction, the state is an earlier one again. */
export const appointmentChanged = event('appointment.changed', { ...appointment, correction: correction.optional() })
export const appointmentRestored = event('appointment.restored', { ...appointment, correction })

export const serviceChanged = event('service.changed', { serviceId: id })
export const practitionerChanged = event('practitioner.changed', { practitionerId: id })
export const roomChanged = event('room.changed', { roomId: id })

/** An appointment of a practitioner of several organizations names another claim of the busy ledger, in another database. */
export const busyClaimReplaced = event('busy.replaced', { claimId: id })
