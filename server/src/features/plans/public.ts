import { allow } from './plans/actions.ts'

export { planCounters } from './plans/queries.ts'

/** What other features may ask of plans. */
export const plans = { allow }
