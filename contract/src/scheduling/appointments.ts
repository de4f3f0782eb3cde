import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { lines, note, slug } from '../kit/text.ts'
import { instant } from '../kit/time.ts'
import { speciesKeys } from '../patients/species.ts'
import { warnings } from '../patients/warnings.ts'
import { appointmentActions, appointmentStates, appointmentSteps } from './appointment-states.ts'
import { told } from './told.ts'
import './problems.ts'

export const cancellationReason = z.enum(['client', 'clinic', 'late', 'other'])

export const appointment = z
  .object({
    id,
    state: z.enum(appointmentStates),
    startsAt: z.string(),
    endsAt: z.string(),
    /** Minutes kept free before and after it, as the service said when it was booked. */
    bufferBefore: z.int(),
    bufferAfter: z.int(),
    clinicId: id,
    patient: z.object({
      id,
      name: z.string(),
      species: z.enum(speciesKeys).optional(),
      birthDate: z.string().optional(),
      guardianName: z.string().optional(),
      /** The patient's own, else that of whoever answers for them; for callers who may read patients. */
      phone: z.string().optional(),
      /** For callers who may read patients. */
      warnings: warnings.optional(),
    }),
    service: z.object({ id, name: z.string(), hue: z.int() }),
    practitionerId: id,
    roomId: id.optional(),
    /** Booked over another appointment on purpose. */
    isOverbooked: z.boolean(),
    overbookReason: z.string().optional(),
    note: z.string().optional(),
    cancellation: z.object({ reason: cancellationReason, at: z.string() }).optional(),
    arrivedAt: z.string().optional(),
    version: z.int(),
    earlierState: z.enum(appointmentStates).optional(),
    /** The states to which it may be taken back now, the one that it came from first. */
    corrections: z.array(z.enum(appointmentStates)),
    /** Reasons: `not-allowed`, `wrong-state`, `too-early`, `too-late`. */
    abilities: abilities(...appointmentActions),
  })
  .meta({ id: 'Appointment' })

export type Appointment = z.infer<typeof appointment>

export const changedAppointment = appointment.extend({ told }).meta({ id: 'ChangedAppointment' })

export type ChangedAppointment = z.infer<typeof changedAppointment>

export const newAppointment = z
  .strictObject({
    patientId: id,
    serviceId: id,
    practitionerId: id,
    clinicId: id,
    roomId: id.optional(),
    startsAt: instant,
    /** Minutes; the service's own unless told. */
    durationMinutes: z.int().min(5).max(720).optional(),
    note: note(500).optional(),
    outsideHours: z.boolean().optional(),
    /** Book over another appointment; needs the permission and a reason. */
    overbook: z.strictObject({ reason: lines(200) }).optional(),
    /** Whether the patient is told by e-mail; yes unless told. */
    notify: z.boolean().optional(),
  })
  .meta({
    id: 'NewAppointment',
    examples: [
      {
        patientId: '01980000-0000-7000-8000-000000000004',
        serviceId: '01980000-0000-7000-8000-000000000003',
        practitionerId: '01980000-0000-7000-8000-000000000002',
        clinicId: '01980000-0000-7000-8000-000000000001',
        startsAt: '2027-03-01T09:00:00Z',
      },
    ],
  })

const cancellation = z
  .strictObject({ reason: cancellationReason, notify: z.boolean().optional() })
  .meta({ id: 'Cancellation', examples: [{ reason: 'client' }] })

const params = { organization: slug, id }
const refusals = ['slot-taken', 'outside-hours', 'in-the-past', 'not-available'] as const

export const appointmentRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/appointments',
    summary: 'Appointments by time',
    permission: 'appointments.read',
    params: { organization: slug },
    query: {
      ...pageQuery,
      from: instant.optional(),
      to: instant.optional(),
      clinicId: id.optional(),
      practitionerId: id.optional(),
      patientId: id.optional(),
    },
    output: pageOf(appointment),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/appointments',
    summary: 'Book an appointment',
    permission: 'appointments.write',
    status: 201,
    params: { organization: slug },
    body: newAppointment,
    output: changedAppointment,
    errors: [...refusals, 'wrong-state', 'key-reused'],
  }),
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/appointments/{id}',
    summary: 'An appointment',
    permission: 'appointments.read',
    params,
    output: appointment,
  }),
  move: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/appointments/{id}',
    summary: 'Move an appointment to another time, practitioner or room, or change its length',
    permission: 'appointments.write',
    params,
    body: z.strictObject({
      startsAt: instant.optional(),
      durationMinutes: z.int().min(5).max(720).optional(),
      practitionerId: id.optional(),
      roomId: id.nullable().optional(),
      note: note(500).nullable().optional(),
      outsideHours: z.boolean().optional(),
      overbook: z.strictObject({ reason: lines(200) }).optional(),
      notify: z.boolean().optional(),
    }),
    output: changedAppointment,
    errors: [...refusals, 'wrong-state'],
  }),
  cancel: operation({
    method: 'POST',
    path: '/organizations/{organization}/appointments/{id}/cancellation',
    summary: 'Cancel an appointment; its time is free at once',
    permission: 'appointments.write',
    status: 201,
    ifMatch: 'honoured',
    params,
    body: cancellation,
    output: changedAppointment,
    errors: ['wrong-state', 'too-late', 'key-reused'],
  }),
  step: operation({
    method: 'POST',
    path: '/organizations/{organization}/appointments/{id}/steps',
    summary: 'Take an appointment through the day: confirm, arrive, start, complete, miss',
    permission: 'appointments.write',
    status: 201,
    ifMatch: 'honoured',
    params,
    body: z.strictObject({ step: z.enum(appointmentSteps) }),
    output: appointment,
    errors: ['wrong-state', 'too-early', 'too-late', 'key-reused'],
  }),
  correct: operation({
    method: 'POST',
    path: '/organizations/{organization}/appointments/{id}/corrections',
    summary: 'Take an appointment back to an earlier state; a cancelled one takes its time again while that is free',
    permission: 'appointments.write',
    status: 201,
    ifMatch: 'honoured',
    params,
    body: z.strictObject({
      to: z.enum(appointmentStates),
      /** Bring it back over another appointment; needs the permission and a reason. */
      overbook: z.strictObject({ reason: lines(200) }).optional(),
      /** Whether those who were told of the cancellation are told that it takes place after all; yes unless told. */
      notify: z.boolean().optional(),
    }),
    output: changedAppointment,
    errors: ['slot-taken', 'not-available', 'wrong-state', 'too-early', 'too-late', 'key-reused'],
  }),
}
