import { declareToggles } from '../kit/toggles/toggles.ts'
import { hostRoutes } from './hosts.ts'
import { previewRoutes, websiteRoutes } from './website.ts'

export const routes = { website: websiteRoutes, previews: previewRoutes, hosts: hostRoutes }

const ownToggles = declareToggles({ website: { actsOn: 'organization', isOn: true } })

declare module '../kit/toggles/toggles.ts' {
  interface Toggles extends Record<keyof typeof ownToggles, true> {}
}
