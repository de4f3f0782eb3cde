import { z } from 'zod'
import { look } from '../kit/brand/look.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { appointmentStates } from './appointment-states.ts'

export const linkedAppointment = z
  .object({
    organization: z.object({ name: z.string(), slug: z.string(), country: z.string(), look }),
    clinic: z.object({
      name: z.string(),
      timeZone: z.string(),
      address: z.string().optional(),
      phone: z.string().optional(),
    }),
    state: z.enum(appointmentStates),
    startsAt: z.string(),
    endsAt: z.string(),
    serviceName: z.string(),
    practitionerName: z.string(),
    patientGivenName: z.string(),
    language: z.string(),
    canConfirm: z.boolean(),
    canCancel: z.boolean(),
  })
  .meta({ id: 'Visit' })

export type LinkedAppointment = z.infer<typeof linkedAppointment>

/** Appointment and proof in one: 16 bytes of each, base64url. */
const token = z
  .string()
  .length(43)
  .regex(/^[A-Za-z0-9_-]+$/)

export const appointmentLinkRoutes = {
  get: operation({
    operationId: 'visits.get',
    method: 'GET',
    path: '/organizations/{organization}/visits/{token}',
    summary: 'The appointment behind a mailed link',
    permission: 'visitor',
    params: { organization: slug, token },
    output: linkedAppointment,
  }),
  confirm: operation({
    operationId: 'visits.confirm',
    method: 'POST',
    path: '/organizations/{organization}/visits/{token}/confirmation',
    summary: 'Say by a mailed link that one will come; once said, saying it again changes nothing',
    permission: 'visitor',
    untilClosed: true,
    status: 201,
    params: { organization: slug, token },
    output: linkedAppointment,
    errors: ['wrong-state'],
  }),
  cancel: operation({
    operationId: 'visits.cancel',
    method: 'POST',
    path: '/organizations/{organization}/visits/{token}/cancellation',
    summary: 'Cancel the appointment behind a mailed link',
    permission: 'visitor',
    untilClosed: true,
    status: 201,
    params: { organization: slug, token },
    output: linkedAppointment,
    errors: ['wrong-state'],
  }),
}
