import { planRoutes } from './plans.ts'

export const routes = {
  plans: planRoutes,
}
