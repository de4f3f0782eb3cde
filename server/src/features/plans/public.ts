import { allow } from './plans/actions.ts'

export { findOfferedPlan, findPlan, findSmallestPlan, planCounters, type PlanRow } from './plans/queries.ts'
export { offeredPlanView } from './plans/view.ts'

export const plans = { allow }
