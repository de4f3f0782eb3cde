import type { Feature } from '../../kit/feature.ts'
import { healthRoutes } from './health/routes.ts'
import { logRoutes } from './log/routes.ts'
import { operatorRoutes } from './operators/routes.ts'
import { measureOrganization, toMeasure } from './organizations/jobs.ts'
import { organizationRoutes } from './organizations/routes.ts'

export const platform: Feature = {
  name: 'platform',
  tier: 5,
  owns: ['control.operators', 'control.operator_invitations', 'control.platform_log', 'control.organization_sizes'],
  routes: { organizations: organizationRoutes, operators: operatorRoutes, log: logRoutes, health: healthRoutes },
  jobs: [measureOrganization],
  due: [toMeasure],
}
