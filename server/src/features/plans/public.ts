import { allow } from './plans/actions.ts'

export { planCounters } from './plans/queries.ts'

export const plans = { allow }
