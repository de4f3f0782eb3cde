import { organizationWorkRoutes, workRoutes } from './works.ts'

export const routes = { works: workRoutes, organizationWorks: organizationWorkRoutes }
