import type { Feature } from '../../kit/feature.ts'
import { planRoutes } from './plans/routes.ts'

export const plans: Feature = {
  name: 'plans',
  tier: 0,
  owns: [],
  routes: { plans: planRoutes },
}
