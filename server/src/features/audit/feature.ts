import type { Feature } from '../../kit/feature.ts'
import { auditRoutes } from './audit-events/routes.ts'

export const audit: Feature = {
  name: 'audit',
  tier: 5,
  owns: [],
  routes: { audit: auditRoutes },
}
