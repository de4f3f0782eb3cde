import { allow } from './plans/actions.ts'

/** What other features may ask of plans. */
export const plans = { allow }
