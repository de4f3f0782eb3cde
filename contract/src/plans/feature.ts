import { planRoutes } from './plans.ts'

/** The operations of plans, by noun. */
export const routes = {
  plans: planRoutes,
}
