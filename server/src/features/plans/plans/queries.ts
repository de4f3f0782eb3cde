import { sql, type RawBuilder } from 'kysely'
import type { LimitKey, OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import { bigint, int, json, text, textOf, texts, timestamptz } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'
import type { PlanLimit } from '../../../kit/db/tenant.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { extensionPoint } from '../../../kit/extension.ts'

/** What a limit counts: a table and a condition, and what of a row where it is not one. */
export interface PlanCounter {
  of: RawBuilder<unknown>
  sum?: RawBuilder<unknown>
}

/** What is archived does not count: it stays readable under every plan. */
export const planCounters =
  extensionPoint<Partial<Record<LimitKey, PlanCounter | RawBuilder<unknown>>>>('plans.counters')

export async function countUsed(tx: TenantTx, limit: LimitKey): Promise<number> {
  const counter = tx.extensions(planCounters).find((counters) => limit in counters)?.[limit]
  if (!counter) throw new Error(`no feature counts ${limit}`)
  const { of, sum = sql`count(*)` } = 'of' in counter ? counter : { of: counter }
  const { used } = await tx.one(
    shape({ used: bigint })`select ${sum} as used from ${of} and organization_id = ${tx.organization.id}`,
  )
  return used
}

export const listOverruns = (tx: TenantTx) =>
  tx.all(shape({ limit_key: text, since: timestamptz })`
    select limit_key, since from tenant.limit_overruns where organization_id = ${tx.organization.id}`)

const planRow = shape({
  key: text,
  names: json<OfferedPlan['names']>(),
  price: bigint,
  currency: text,
  billing_interval: textOf<OfferedPlan['interval']>(),
  limits: json<Partial<Record<LimitKey, PlanLimit>>>(),
  features: texts,
  trial_days: int,
  position: int,
})

export type PlanRow = RowOf<typeof planRow>

/** Milliseconds for which a process goes on saying what was on offer: anybody may ask, as often as they like. */
const offerHoldsFor = 30_000

const remembered = new WeakMap<Platform, { askedAt: number; offer: PlanRow[] }>()

/** The plans on offer, from the smallest up. What is remembered opens no transaction. */
export async function listOfferedPlans(platform: Platform, control: ControlTx): Promise<PlanRow[]> {
  const known = remembered.get(platform)
  const askedAt = performance.now()
  if (known && askedAt - known.askedAt < offerHoldsFor) return known.offer
  const offer = await control.all(planRow`
    select ${planRow.of('p')} from control.plans p where p.is_offered order by p.position, p.key`)
  remembered.set(platform, { askedAt, offer })
  return offer
}

/** Of one that is on offer. */
export const findOfferedPlan = (control: ControlTx, key: string) =>
  control.maybe(planRow`select ${planRow.of('p')} from control.plans p where p.key = ${key} and p.is_offered`)

/** Whether it is still on offer or not. */
export const findPlan = (control: ControlTx, key: string) =>
  control.maybe(planRow`select ${planRow.of('p')} from control.plans p where p.key = ${key}`)

/** What is left to whoever orders nothing. */
export const findSmallestPlan = (control: ControlTx) =>
  control.one(planRow`
    select ${planRow.of('p')} from control.plans p where p.price = 0 order by p.is_offered desc, p.position, p.key limit 1`)
