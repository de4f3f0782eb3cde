import type { Feature } from '../../kit/feature.ts'
import {
  chainAudit,
  chainSecurity,
  forgetSecurity,
  looseAudit,
  looseSecurity,
  oldSecurity,
} from '../../kit/audit/jobs.ts'
import { auditRoutes } from './audit-events/routes.ts'
import { logRoutes } from './log/routes.ts'

export const audit: Feature = {
  name: 'audit',
  tier: 5,
  owns: [],
  routes: { audit: auditRoutes, log: logRoutes },
  jobs: [chainAudit, chainSecurity, forgetSecurity],
  due: [looseAudit, looseSecurity, oldSecurity],
}
