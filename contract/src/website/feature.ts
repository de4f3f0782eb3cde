import { hostRoutes } from './hosts.ts'
import { previewRoutes, websiteRoutes } from './website.ts'

export const routes = { website: websiteRoutes, previews: previewRoutes, hosts: hostRoutes }
