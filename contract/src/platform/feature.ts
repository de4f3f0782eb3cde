import { billingRoutes } from './billing.ts'
import { closingRoutes, platformClosingRoutes } from './closings.ts'
import { healthRoutes } from './health.ts'
import { logRoutes } from './log.ts'
import { settingRoutes } from './settings.ts'
import { operatorRoutes } from './operators.ts'
import { organizationRoutes } from './organizations.ts'
import { platformPlanRoutes } from './plans.ts'
import { toggleRoutes } from './toggles.ts'

export const routes = {
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
}
