import type { Feature } from '../../kit/feature.ts'
import { planRoutes } from './plans/routes.ts'

export const plans: Feature = {
  name: 'plans',
  tier: 0,
  owns: ['control.plans', 'tenant.limit_overruns'],
  publishes: ['control.plans'],
  readable: {
    'tenant.limit_overruns.limit_key': 'names what a plan limits',
  },
  routes: { plans: planRoutes },
}
