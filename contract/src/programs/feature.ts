import { declarePermissions } from '../kit/permission.ts'
import { apiKeyRoutes } from './api-keys.ts'
import { appRoutes } from './apps.ts'
import { connectedAppRoutes } from './connected-apps.ts'
import { tokenRoutes } from './tokens.ts'

export const routes = {
  apiKeys: apiKeyRoutes,
  apps: appRoutes,
  connectedApps: connectedAppRoutes,
  tokens: tokenRoutes,
}

const ownPermissions = declarePermissions({ 'keys.manage': { roles: [] } })

declare module '../kit/permission.ts' {
  interface Permissions extends Record<keyof typeof ownPermissions, true> {}
}
