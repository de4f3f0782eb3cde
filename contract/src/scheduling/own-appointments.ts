import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { unansweredOrganizations } from '../identity/me.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { address } from '../organizations/clinics.ts'
import { appointmentStates } from './appointment-states.ts'

export const ownAppointment = z
  .object({
    organization: z.object({ slug: z.string(), name: z.string(), country: z.string() }),
    patientId: id,
    state: z.enum(appointmentStates),
    startsAt: z.string(),
    endsAt: z.string(),
    serviceName: z.string(),
    practitionerName: z.string(),
    clinic: z.object({
      name: z.string(),
      timeZone: z.string(),
      address: address.optional(),
      phone: z.string().optional(),
    }),
    /** The page on which the appointment is confirmed or cancelled, without the origin. */
    page: z.string(),
  })
  .meta({ id: 'OwnVisit' })

/** What lies behind: its page may have ended, so none is named. */
export const ownPastAppointment = ownAppointment.omit({ page: true }).meta({ id: 'OwnPastVisit' })

export type OwnPastAppointment = z.infer<typeof ownPastAppointment>

export type OwnAppointment = z.infer<typeof ownAppointment>

export const ownAppointmentRoutes = {
  next: operation({
    operationId: 'ownVisits.next',
    method: 'GET',
    path: '/me/next-visits',
    summary: 'The next appointment of each patient whom I am or answer for, where the link opens appointments',
    permission: 'account',
    output: z.object({
      items: z.array(ownAppointment),
      /** Organizations whose database does not answer now; absent where all do. */
      unanswered: unansweredOrganizations.optional(),
    }),
  }),
  list: operation({
    operationId: 'ownVisits.list',
    method: 'GET',
    path: '/organizations/{organization}/own-visits',
    summary: 'What is ahead here for those whom I am or answer for, the soonest first; a hundred at most',
    permission: 'linked:appointments',
    params: { organization: slug },
    output: z.object({ items: z.array(ownAppointment) }),
  }),
  past: operation({
    operationId: 'ownVisits.past',
    method: 'GET',
    path: '/organizations/{organization}/own-visits/past',
    summary:
      'What is over here or was called off, for those whom I am or answer for, the latest first; a hundred at most',
    permission: 'linked:appointments',
    params: { organization: slug },
    output: z.object({ items: z.array(ownPastAppointment) }),
  }),
}
