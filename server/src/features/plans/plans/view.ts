import { limitKeys, planFeatures, type OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import type { PlanRow } from './queries.ts'

export const offeredPlanView = (row: PlanRow): OfferedPlan => ({
  key: row.key,
  names: row.names,
  price: { amount: row.price, currency: row.currency },
  interval: row.billing_interval,
  limits: limitKeys.flatMap((limit) => {
    const bound = row.limits[limit]
    return bound ? [{ limit, ...bound }] : []
  }),
  features: knownFeatures(row.features),
  trialDays: row.trial_days,
})

/** A row may name what this release does not know. */
export const knownFeatures = (features: readonly string[]) => planFeatures.filter((one) => features.includes(one))
