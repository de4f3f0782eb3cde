import { auditRoutes } from './audit-events.ts'

/** The operations of audit, by noun. */
export const routes = {
  audit: auditRoutes,
}
