import type { Feature } from '../../kit/feature.ts'
import { billingRoutes } from './billing/routes.ts'
import { closingsDue, proceed } from './closings/jobs.ts'
import { closingRoutes, platformClosingRoutes } from './closings/routes.ts'
import { healthRoutes } from './health/routes.ts'
import { logRoutes } from './log/routes.ts'
import { settingRoutes } from './settings/routes.ts'
import { operatorRoutes } from './operators/routes.ts'
import { measureOrganization, toMeasure } from './organizations/jobs.ts'
import { organizationRoutes } from './organizations/routes.ts'
import { platformPlanRoutes } from './plans/routes.ts'
import { setUp, setupsDue } from './setups/jobs.ts'
import { toggleRoutes } from './toggles/routes.ts'

export const platform: Feature = {
  name: 'platform',
  tier: 5,
  owns: [
    'control.operators',
    'control.operator_invitations',
    'control.platform_log',
    'control.organization_sizes',
    'control.closings',
    'control.organization_setups',
  ],
  leftBehind: {
    'control.closings': 'how far its end is',
    'control.organization_setups': 'how far its database is, which operators asked for',
    'control.organization_sizes': 'counts of what is taken along',
    'control.platform_log': 'what operators did, which is theirs',
  },
  routes: {
    platformOrganizations: organizationRoutes,
    platformOperators: operatorRoutes,
    platformPlans: platformPlanRoutes,
    platformLog: logRoutes,
    platformBilling: billingRoutes,
    platformSettings: settingRoutes,
    platformHealth: healthRoutes,
    platformToggles: toggleRoutes,
    platformClosings: platformClosingRoutes,
    closings: closingRoutes,
  },
  jobs: [measureOrganization, proceed, setUp],
  due: [toMeasure, closingsDue, setupsDue],
}
