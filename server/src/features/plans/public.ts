import { allow } from './plans/actions.ts'

export { findOfferedPlan, planCounters } from './plans/queries.ts'

export const plans = { allow }
