import { oc, type ContractRouterClient } from '@orpc/contract'
import { auditRoutes } from './audit/audit-events.ts'
import { meRoutes } from './identity/me.ts'
import { messageRoutes } from './messaging/messages.ts'
import { clinicRoutes } from './organizations/clinics.ts'
import { invitationRoutes } from './organizations/invitations.ts'
import { liveRoutes } from './organizations/live.ts'
import { memberRoutes } from './organizations/members.ts'
import { organizationRoutes } from './organizations/organizations.ts'
import { roleRoutes } from './organizations/roles.ts'
import { guardianRoutes } from './patients/guardians.ts'
import { patientRoutes } from './patients/patients.ts'
import { planRoutes } from './plans/plans.ts'
import { appointmentRoutes } from './scheduling/appointments.ts'
import { availabilityRoutes } from './scheduling/availability.ts'
import { calendarRoutes } from './scheduling/calendar.ts'
import { practitionerRoutes } from './scheduling/practitioners.ts'
import { roomRoutes } from './scheduling/rooms.ts'
import { serviceRoutes } from './scheduling/services.ts'
import { visitRoutes } from './scheduling/visits.ts'

/** The whole API, below `/api/v1`. */
export const contract = oc.prefix('/api/v1').router({
  appointments: appointmentRoutes,
  audit: auditRoutes,
  availability: availabilityRoutes,
  calendar: calendarRoutes,
  clinics: clinicRoutes,
  guardians: guardianRoutes,
  invitations: invitationRoutes,
  live: liveRoutes,
  me: meRoutes,
  members: memberRoutes,
  messages: messageRoutes,
  organizations: organizationRoutes,
  patients: patientRoutes,
  plans: planRoutes,
  practitioners: practitionerRoutes,
  roles: roleRoutes,
  rooms: roomRoutes,
  services: serviceRoutes,
  visits: visitRoutes,
})

export type Contract = typeof contract
export type Api = ContractRouterClient<Contract>
