import { declarePermissions } from '../kit/permission.ts'
import { declareToggles } from '../kit/toggles/toggles.ts'
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

const ownToggles = declareToggles({ programs: { actsOn: 'organization', isOn: true } })

declare module '../kit/toggles/toggles.ts' {
  interface Toggles extends Record<keyof typeof ownToggles, true> {}
}
