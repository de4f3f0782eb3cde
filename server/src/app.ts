import type { AnyRouter } from '@orpc/server'
import type { Mailer } from './kit/mail/mail.ts'
import type { JobRegistry } from './kit/jobs/jobs.ts'
import { auditRoutes } from './features/audit/audit-events/routes.ts'
import { meRoutes, type OnConsent } from './features/identity/me/routes.ts'
import { messageRoutes } from './features/messaging/messages/routes.ts'
import { deliverMessages, sweepDueMessages } from './features/messaging/messages/jobs.ts'
import { sendAccountMails } from './features/identity/account-mails/jobs.ts'
import { clinicRoutes } from './features/organizations/clinics/routes.ts'
import { invitationRoutes } from './features/organizations/invitations/routes.ts'
import { liveRoutes } from './features/organizations/live/routes.ts'
import { memberRoutes } from './features/organizations/members/routes.ts'
import { organizationRoutes } from './features/organizations/organizations/routes.ts'
import { roleRoutes } from './features/organizations/roles/routes.ts'
import { guardianRoutes } from './features/patients/guardians/routes.ts'
import { patientRoutes } from './features/patients/patients/routes.ts'
import { planRoutes } from './features/plans/plans/routes.ts'
import { appointmentRoutes } from './features/scheduling/appointments/routes.ts'
import { availabilityRoutes } from './features/scheduling/availability/routes.ts'
import {
  releaseReplacedClaim,
  settleClaims,
  shareAcrossOrganizations,
  sharePractitioner,
  sweepBusyLedger,
} from './features/scheduling/busy/jobs.ts'
import { withBusyDesk } from './features/scheduling/busy/routes.ts'
import { calendarRoutes } from './features/scheduling/calendar/routes.ts'
import { tellAbout } from './features/scheduling/notices/jobs.ts'
import { practitionerRoutes } from './features/scheduling/practitioners/routes.ts'
import { roomRoutes } from './features/scheduling/rooms/routes.ts'
import { serviceRoutes } from './features/scheduling/services/routes.ts'
import { visitRoutes } from './features/scheduling/visits/routes.ts'
import { isControl } from './kit/jobs/jobs.ts'

export const onConsent: OnConsent = shareAcrossOrganizations

/** Every operation of the contract; the same keys. */
export const router: AnyRouter = {
  appointments: withBusyDesk(appointmentRoutes),
  audit: auditRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  clinics: clinicRoutes,
  guardians: guardianRoutes,
  invitations: invitationRoutes,
  live: liveRoutes,
  me: meRoutes(onConsent),
  members: memberRoutes,
  messages: messageRoutes,
  organizations: organizationRoutes,
  patients: patientRoutes,
  plans: planRoutes,
  practitioners: practitionerRoutes,
  roles: roleRoutes,
  rooms: roomRoutes,
  services: serviceRoutes,
  visits: withBusyDesk(visitRoutes),
}

/** What happens after a commit: events, and the jobs that listen to them. */
export function jobsOf(mailer: Mailer): JobRegistry {
  return {
    jobs: {
      'messaging.deliver': deliverMessages(mailer),
      'scheduling.release-claim': releaseReplacedClaim,
      'scheduling.settle-claims': settleClaims,
      'scheduling.share-practitioner': sharePractitioner,
      'scheduling.tell-booked': tellAbout('booked'),
      'scheduling.tell-cancelled': tellAbout('cancelled'),
      'scheduling.tell-moved': tellAbout('moved'),
    },
    listeners: {
      'appointment.booked': ['scheduling.tell-booked'],
      'appointment.cancelled': ['scheduling.tell-cancelled'],
      'appointment.moved': ['scheduling.tell-moved'],
      'busy.replaced': ['scheduling.release-claim'],
      'message.queued': ['messaging.deliver'],
    },
    sweeps: [
      sweepDueMessages,
      sweepBusyLedger,
      async (platform, placement) => (isControl(placement) ? sendAccountMails(platform, mailer) : undefined),
    ],
  }
}
