import { accessRoutes } from './access.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { appClientRoutes } from './apps.ts'
import { clinicRoutes } from './clinics.ts'
import { invitationRoutes } from './invitations.ts'
import { liveRoutes } from './live.ts'
import { memberRoutes } from './members.ts'
import { organizationRoutes } from './organizations.ts'
import { roleRoutes } from './roles.ts'

/** The operations of organizations, by noun. */
export const routes = {
  access: accessRoutes,
  apiKeys: apiKeyRoutes,
  appClients: appClientRoutes,
  clinics: clinicRoutes,
  invitations: invitationRoutes,
  live: liveRoutes,
  members: memberRoutes,
  organizations: organizationRoutes,
  roles: roleRoutes,
}
