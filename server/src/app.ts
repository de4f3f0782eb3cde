import type { AnyRouter } from '@orpc/server'
import type { Mailer } from './kit/mail/mail.ts'
import type { JobRegistry } from './kit/jobs/jobs.ts'
import { auditRoutes } from './features/audit/audit-events/routes.ts'
import { deskRoutes, waysInRoutes } from './features/identity/desk/routes.ts'
import { appRoutes } from './features/identity/apps/routes.ts'
import { sweepOauthRecords } from './features/identity/authorization-server/jobs.ts'
import { emailChangeRoutes } from './features/identity/email-changes/routes.ts'
import { factorRoutes } from './features/identity/factors/routes.ts'
import { meRoutes, type OnConsent } from './features/identity/me/routes.ts'
import { sweepDeletions } from './features/identity/own-data/jobs.ts'
import { ownDataRoutes } from './features/identity/own-data/routes.ts'
import { sweepCeremonies } from './features/identity/ceremonies/jobs.ts'
import { passwordRoutes } from './features/identity/passwords/routes.ts'
import { sweepSessions } from './features/identity/sessions/jobs.ts'
import { sessionRoutes } from './features/identity/sessions/routes.ts'
import { signInRoutes } from './features/identity/sign-in/routes.ts'
import { tokenRoutes } from './features/identity/tokens/routes.ts'
import { messageRoutes } from './features/messaging/messages/routes.ts'
import { deliverMessages, sweepDueMessages } from './features/messaging/messages/jobs.ts'
import { sendAccountMails } from './features/identity/account-mails/jobs.ts'
import { accessRoutes } from './features/organizations/access/routes.ts'
import { apiKeyRoutes } from './features/organizations/api-keys/routes.ts'
import { appClientRoutes } from './features/organizations/apps/routes.ts'
import { clinicRoutes } from './features/organizations/clinics/routes.ts'
import { invitationRoutes } from './features/organizations/invitations/routes.ts'
import { liveRoutes } from './features/organizations/live/routes.ts'
import { memberRoutes } from './features/organizations/members/routes.ts'
import { organizationRoutes } from './features/organizations/organizations/routes.ts'
import { roleRoutes } from './features/organizations/roles/routes.ts'
import { sendClaimCode } from './features/patients/claims/jobs.ts'
import { claimRoutes } from './features/patients/claims/routes.ts'
import { tellOwners } from './features/patients/emergency-accesses/jobs.ts'
import { duplicateCheckRoutes } from './features/patients/duplicates/routes.ts'
import { emergencyAccessRoutes } from './features/patients/emergency-accesses/routes.ts'
import { foldAnew, sweepFolding } from './features/patients/search/jobs.ts'
import { guardianRoutes } from './features/patients/guardians/routes.ts'
import { linkRoutes } from './features/patients/links/routes.ts'
import { patientRoutes } from './features/patients/patients/routes.ts'
import { reachRoutes } from './features/patients/reach/routes.ts'
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
import { writeVisitNotice } from './features/scheduling/notices/jobs.ts'
import { ownVisitRoutes } from './features/scheduling/own-visits/routes.ts'
import { practitionerRoutes } from './features/scheduling/practitioners/routes.ts'
import { roomRoutes } from './features/scheduling/rooms/routes.ts'
import { serviceRoutes } from './features/scheduling/services/routes.ts'
import { visitRoutes } from './features/scheduling/visits/routes.ts'
import { isControl } from './kit/jobs/jobs.ts'

export const onConsent: OnConsent = shareAcrossOrganizations

/** Every operation of the contract; the same keys. */
export const router: AnyRouter = {
  account: { ...passwordRoutes, ...emailChangeRoutes, ...ownDataRoutes },
  access: accessRoutes,
  apiKeys: apiKeyRoutes,
  appClients: appClientRoutes,
  appointments: withBusyDesk(appointmentRoutes),
  apps: appRoutes,
  audit: auditRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  claims: claimRoutes,
  clinics: clinicRoutes,
  duplicateChecks: duplicateCheckRoutes,
  emergencyAccesses: emergencyAccessRoutes,
  desk: deskRoutes,
  factors: factorRoutes,
  guardians: guardianRoutes,
  invitations: invitationRoutes,
  links: linkRoutes,
  live: liveRoutes,
  me: meRoutes(onConsent),
  members: memberRoutes,
  messages: messageRoutes,
  organizations: organizationRoutes,
  ownVisits: ownVisitRoutes,
  patients: patientRoutes,
  plans: planRoutes,
  practitioners: practitionerRoutes,
  reach: reachRoutes,
  roles: roleRoutes,
  rooms: roomRoutes,
  services: serviceRoutes,
  sessions: sessionRoutes,
  signIn: { ...waysInRoutes, ...signInRoutes },
  tokens: tokenRoutes,
  visits: withBusyDesk(visitRoutes),
}

/** What happens after a commit: events, and the jobs that listen to them. */
export function jobsOf(mailer: Mailer): JobRegistry {
  return {
    jobs: {
      'messaging.deliver': deliverMessages(mailer, writeVisitNotice),
      'patients.send-claim-code': sendClaimCode,
      'patients.fold-anew': foldAnew,
      'patients.tell-owners': tellOwners,
      'scheduling.release-claim': releaseReplacedClaim,
      'scheduling.settle-claims': settleClaims,
      'scheduling.share-practitioner': sharePractitioner,
    },
    listeners: {
      'busy.replaced': ['scheduling.release-claim'],
      'claim.asked': ['patients.send-claim-code'],
      'emergency.opened': ['patients.tell-owners'],
      'message.queued': ['messaging.deliver'],
    },
    sweeps: [
      sweepDueMessages,
      sweepBusyLedger,
      sweepFolding,
      async (platform, placement) => (isControl(placement) ? sweepSessions(platform) : undefined),
      async (platform, placement) => (isControl(placement) ? sweepCeremonies(platform) : undefined),
      async (platform, placement) => {
        if (!isControl(placement)) return
        await sweepDeletions(platform)
        await sweepOauthRecords(platform)
      },
      async (platform, placement) => (isControl(placement) ? sendAccountMails(platform, mailer) : undefined),
    ],
  }
}
