import { declarePermissions } from '../kit/permission.ts'
import { auditRoutes } from './audit-events.ts'
import { logRoutes } from './log.ts'

export const routes = {
  audit: auditRoutes,
  log: logRoutes,
}

const ownPermissions = declarePermissions({
  'audit.read': { roles: ['clinic-administrator'] },
})

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}
