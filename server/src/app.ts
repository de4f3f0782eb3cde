import type { AnyRouter } from '@orpc/server'
import type { Mailer } from './kit/mail/mail.ts'
import type { JobRegistry } from './kit/jobs/jobs.ts'
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
import { planRoutes } from './features/plans/plans/routes.ts'
import { isControl } from './kit/jobs/jobs.ts'

const onConsent: OnConsent = async () => {}

/** Every operation of the contract; the same keys. */
export const router: AnyRouter = {
  clinics: clinicRoutes,
  invitations: invitationRoutes,
  live: liveRoutes,
  me: meRoutes(onConsent),
  members: memberRoutes,
  messages: messageRoutes,
  organizations: organizationRoutes,
  plans: planRoutes,
  roles: roleRoutes,
}

/** What happens after a commit: events, and the jobs that listen to them. */
export function jobsOf(mailer: Mailer): JobRegistry {
  return {
    jobs: { 'messaging.deliver': deliverMessages(mailer) },
    listeners: { 'message.queued': ['messaging.deliver'] },
    sweeps: [sweepDueMessages, async (platform, placement) => (isControl(placement) ? sendAccountMails(platform, mailer) : undefined)],
  }
}
