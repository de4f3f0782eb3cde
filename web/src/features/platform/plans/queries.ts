import { q } from '../../../kit/api/api.ts'

/** The search part of the address: which plan is open, or that a new one is made. */
export interface PlansAddress {
  plan: string
  new: string
}

export const plansQuery = () => q.platform.platformPlans.list.queryOptions({ input: {} })
