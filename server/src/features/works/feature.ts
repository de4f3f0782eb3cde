import type { Feature } from '../../kit/feature.ts'
import { organizationWorkRoutes, workRoutes } from './works/routes.ts'

export const works: Feature = {
  name: 'works',
  tier: 0,
  owns: [],
  routes: { works: workRoutes, organizationWorks: organizationWorkRoutes },
}
