import { healthRoutes } from './health.ts'
import { logRoutes } from './log.ts'
import { operatorRoutes } from './operators.ts'
import { organizationRoutes } from './organizations.ts'

export const routes = {
  platformOrganizations: organizationRoutes,
  platformOperators: operatorRoutes,
  platformLog: logRoutes,
  platformHealth: healthRoutes,
}
