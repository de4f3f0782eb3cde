import { sql, type RawBuilder } from 'kysely'
import type { LimitKey } from '@polyclinic/contract/plans/plans.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bigint } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

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
