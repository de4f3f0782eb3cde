import type { Feature } from '../../kit/feature.ts'
import { chainAudit, looseAudit } from '../../kit/audit/jobs.ts'
import { auditRoutes } from './audit-events/routes.ts'

export const audit: Feature = {
  name: 'audit',
  tier: 5,
  owns: [],
  routes: { audit: auditRoutes },
  jobs: [chainAudit],
  due: [looseAudit],
}
