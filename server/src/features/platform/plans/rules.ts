import { limitKeys, planFeatures } from '@polyclinic/contract/plans/plans.ts'
import type { NewPlan, PlanChange } from '@polyclinic/contract/platform/plans.ts'
import type { PlanRow } from './queries.ts'

/** What a plan says, as its row holds it. */
export type PlanFields = Omit<PlanRow, 'key' | 'version' | 'organizations'>

export const fieldsOf = (plan: Omit<NewPlan, 'key'>): PlanFields => ({
  names: plan.names,
  price: plan.price.amount,
  currency: plan.price.currency,
  billing_interval: plan.interval,
  limits: limitsOf(plan.limits),
  features: [...new Set(plan.features)],
  trial_days: plan.trialDays,
  is_offered: plan.isOffered,
  position: plan.position,
})

/** With what is not said as it was; a limit or a feature that this release does not know stays. */
export function changedFields(before: PlanFields, change: PlanChange): PlanFields {
  const unknownLimits = Object.entries(before.limits).filter(([key]) => !isOneOf(limitKeys, key))
  const unknownFeatures = before.features.filter((one) => !isOneOf(planFeatures, one))
  return {
    names: change.names ?? before.names,
    price: change.price?.amount ?? before.price,
    currency: change.price?.currency ?? before.currency,
    billing_interval: change.interval ?? before.billing_interval,
    limits: change.limits ? { ...Object.fromEntries(unknownLimits), ...limitsOf(change.limits) } : before.limits,
    features: change.features ? [...new Set([...change.features, ...unknownFeatures])] : before.features,
    trial_days: change.trialDays ?? before.trial_days,
    is_offered: change.isOffered ?? before.is_offered,
    position: change.position ?? before.position,
  }
}

const limitsOf = (limits: NewPlan['limits']): PlanFields['limits'] =>
  Object.fromEntries(limits.map(({ limit, ...bound }) => [limit, bound]))

const isOneOf = (known: readonly string[], one: string) => known.includes(one)

/** For the log: `pro: price USD 20.00 / month → USD 25.00 / month; patients – → 500, 14 days of grace`. */
export function changesInWords(key: string, before: PlanFields, after: PlanFields): string {
  const [was, is] = [factsOf(before), factsOf(after)]
  const changed = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((fact) => was[fact] !== is[fact])
  const words = changed.map((fact) => `${fact} ${was[fact] ?? '–'} → ${is[fact] ?? '–'}`)
  return words.length === 0 ? key : `${key}: ${words.join('; ')}`
}

/** What a plan says, by what it is called in the API; what is not limited is absent. */
function factsOf(plan: PlanFields): Record<string, string> {
  const { names, currency, limits, features } = plan
  const money = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' })
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2
  const bounds = Object.entries(limits).map(([limit, { allowed, graceDays }]) => [
    limit,
    graceDays === undefined ? String(allowed) : `${allowed}, ${graceDays} days of grace`,
  ])
  return {
    ...Object.fromEntries(Object.entries(names).map(([language, name]) => [`name (${language})`, name])),
    price: `${money.format(plan.price / 10 ** digits)} / ${plan.billing_interval}`,
    ...Object.fromEntries(bounds),
    ...(features.length > 0 && { features: features.toSorted().join(', ') }),
    trialDays: String(plan.trial_days),
    isOffered: String(plan.is_offered),
    position: String(plan.position),
  }
}
