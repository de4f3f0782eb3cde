import { sql } from 'kysely'
import type { OfferedPlan } from '@polyclinic/contract/plans/plans.ts'
import type { PlanLimit } from '../../../kit/db/tenant.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bool, int, json, text, textOf, texts } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'

const planRow = shape({
  key: text,
  names: json<OfferedPlan['names']>(),
  price: bigint,
  currency: text,
  billing_interval: textOf<OfferedPlan['interval']>(),
  limits: json<Record<string, PlanLimit>>(),
  features: texts,
  trial_days: int,
  is_offered: bool,
  position: int,
  version: int,
  organizations: bigint,
})

export type PlanRow = RowOf<typeof planRow>

const plans = sql`
  select ${planRow.of('p', { organizations: sql`coalesce(n.organizations, 0)` })} from control.plans p
  left join (select o.plan, count(*) as organizations from control.organizations o where o.status <> 'closed' group by o.plan) n
    on n.plan = p.key`

export const listPlans = (control: ControlTx) => control.all(planRow`${plans} order by p.position, p.key`)

export const findPlan = (control: ControlTx, key: string) => control.maybe(planRow`${plans} where p.key = ${key}`)

/** Held until the end of the transaction: two who take plans out of the offer come one after the other. */
export async function lockOffer(control: ControlTx): Promise<string[]> {
  const rows = await control.all(shape({ key: text })`
    select p.key from control.plans p where p.is_offered order by p.key for update`)
  return rows.map(({ key }) => key)
}
