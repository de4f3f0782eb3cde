import { oc, type ContractRouterClient } from '@orpc/contract'
import { auditRoutes } from './audit/audit-events.ts'
import { accountRoutes, appRoutes } from './identity/account.ts'
import { deskRoutes } from './identity/desk.ts'
import { factorRoutes } from './identity/factors.ts'
import { meRoutes } from './identity/me.ts'
import { sessionRoutes } from './identity/sessions.ts'
import { signInRoutes } from './identity/sign-in.ts'
import { tokenRoutes } from './identity/tokens.ts'
import { messageRoutes } from './messaging/messages.ts'
import { accessRoutes } from './organizations/access.ts'
import { apiKeyRoutes } from './organizations/api-keys.ts'
import { appClientRoutes } from './organizations/apps.ts'
import { clinicRoutes } from './organizations/clinics.ts'
import { invitationRoutes } from './organizations/invitations.ts'
import { liveRoutes } from './organizations/live.ts'
import { memberRoutes } from './organizations/members.ts'
import { organizationRoutes } from './organizations/organizations.ts'
import { roleRoutes } from './organizations/roles.ts'
import { duplicateCheckRoutes } from './patients/duplicate-checks.ts'
import { emergencyAccessRoutes } from './patients/emergency-accesses.ts'
import { guardianRoutes } from './patients/guardians.ts'
import { claimRoutes, linkRoutes } from './patients/links.ts'
import { patientRoutes } from './patients/patients.ts'
import { reachRoutes } from './patients/reach.ts'
import { planRoutes } from './plans/plans.ts'
import { appointmentRoutes } from './scheduling/appointments.ts'
import { availabilityRoutes } from './scheduling/availability.ts'
import { calendarRoutes } from './scheduling/calendar.ts'
import { ownVisitRoutes } from './scheduling/own-visits.ts'
import { practitionerRoutes } from './scheduling/practitioners.ts'
import { roomRoutes } from './scheduling/rooms.ts'
import { serviceRoutes } from './scheduling/services.ts'
import { visitRoutes } from './scheduling/visits.ts'

/** The whole API, below `/api/v1`. */
export const contract = oc.prefix('/api/v1').router({
  access: accessRoutes,
  account: accountRoutes,
  apiKeys: apiKeyRoutes,
  appClients: appClientRoutes,
  appointments: appointmentRoutes,
  apps: appRoutes,
  audit: auditRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  claims: claimRoutes,
  clinics: clinicRoutes,
  desk: deskRoutes,
  duplicateChecks: duplicateCheckRoutes,
  emergencyAccesses: emergencyAccessRoutes,
  factors: factorRoutes,
  guardians: guardianRoutes,
  invitations: invitationRoutes,
  links: linkRoutes,
  live: liveRoutes,
  me: meRoutes,
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
  signIn: signInRoutes,
  tokens: tokenRoutes,
  visits: visitRoutes,
})

export type Contract = typeof contract
export type Api = ContractRouterClient<Contract>
