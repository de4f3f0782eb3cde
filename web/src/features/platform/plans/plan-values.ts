import { languages, type Language } from '@polyclinic/contract/kit/language.ts'
import { limitKeys, type LimitKey, type OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import type { NewPlan, PlanChange, PlatformPlan } from '@polyclinic/contract/platform/plans.ts'

/** What the form holds of a plan. */
export type PlanValues = {
  key: string
  names: Record<Language, string>
  price: number | null
  currency: string
  interval: OfferedPlan['interval']
  limits: Record<LimitKey, { allowed: number | null; graceDays: number | null }>
  features: OfferedPlan['features']
  trialDays: number | null
  isOffered: boolean
  position: number | null
}

const byKey = <K extends string, V>(keys: readonly K[], value: (key: K) => V) =>
  Object.fromEntries(keys.map((key) => [key, value(key)])) as Record<K, V>

export const valuesOf = (plan: PlatformPlan): PlanValues => ({
  key: plan.key,
  names: byKey(languages, (language) => plan.names[language] ?? ''),
  price: plan.price.amount,
  currency: plan.price.currency,
  interval: plan.interval,
  limits: byKey(limitKeys, (key) => {
    const { allowed = null, graceDays = null } = plan.limits.find(({ limit }) => limit === key) ?? {}
    return { allowed, graceDays }
  }),
  features: plan.features,
  trialDays: plan.trialDays,
  isOffered: plan.isOffered,
  position: plan.position,
})

/** A new one stands above all others and is offered once it is whole. */
export const valuesOfNew = (plans: readonly PlatformPlan[]): PlanValues => ({
  key: '',
  names: byKey(languages, () => ''),
  price: null,
  currency: plans.at(-1)?.price.currency ?? 'EUR',
  interval: 'month',
  limits: byKey(limitKeys, () => ({ allowed: null, graceDays: null })),
  features: [],
  trialDays: 0,
  isOffered: false,
  position: (plans.at(-1)?.position ?? 0) + 10,
})

/** Limits that there are, in the order in which they are sent. */
export const limitedKeys = ({ limits }: PlanValues) => limitKeys.filter((key) => limits[key].allowed !== null)

export const planOf = (values: PlanValues): NewPlan => ({
  key: values.key.trim(),
  names: Object.fromEntries(Object.entries(values.names).filter(([, name]) => name.trim() !== '')),
  price: { amount: values.price ?? 0, currency: values.currency },
  interval: values.interval,
  limits: limitedKeys(values).map((limit) => {
    const { allowed, graceDays } = values.limits[limit]
    return { limit, allowed: allowed ?? 0, ...(graceDays !== null && { graceDays }) }
  }),
  features: values.features,
  trialDays: values.trialDays ?? 0,
  isOffered: values.isOffered,
  position: values.position ?? 0,
})

/** What differs from what the form began with: what somebody else changed meanwhile is left alone. */
export function changeOf(values: PlanValues, began: PlanValues): PlanChange {
  const { key: _, ...before } = planOf(began)
  const { key: __, ...after } = planOf(values)
  const differs = (field: keyof PlanChange) => JSON.stringify(before[field]) !== JSON.stringify(after[field])
  return Object.fromEntries(Object.entries(after).filter(([field]) => differs(field as keyof PlanChange)))
}

const readable = (value: number) => (Number.isNaN(value) ? 0 : value)

/** As it would stand on offer, while it is typed. */
export function previewOf(values: PlanValues): OfferedPlan {
  const { key, names, price, interval, limits, features, trialDays } = planOf(values)
  return {
    key,
    names,
    price: { ...price, amount: readable(price.amount) },
    interval,
    limits: limits.map((one) => ({ ...one, allowed: readable(one.allowed) })),
    features,
    trialDays,
  }
}
