import { declarePermissions } from '../kit/permission.ts'
import { auditRoutes } from './audit-events.ts'

/** The operations of audit, by noun. */
export const routes = {
  audit: auditRoutes,
}

/** What a role may be allowed here. */
const ownPermissions = declarePermissions({
  'audit.read': { roles: ['clinic-administrator'] },
})

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}
