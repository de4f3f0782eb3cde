import { allow } from './plans/actions.ts'

export { findOfferedPlan, planCounters } from './plans/queries.ts'
export { offeredPlanView } from './plans/view.ts'

export const plans = { allow }
