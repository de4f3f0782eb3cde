import { type RawBuilder } from 'kysely'
import type { LimitKey } from '@polyclinic/contract/plans/plans.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bigint } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** What a limit counts: a table and a condition. What is archived does not count: it stays readable under every plan. */
export const planCounters = extensionPoint<Partial<Record<LimitKey, RawBuilder<unknown>>>>('plans.counters')

export async function countUsed(tx: TenantTx, limit: LimitKey): Promise<number> {
  const counter = tx.extensions(planCounters).find((counters) => limit in counters)?.[limit]
  if (!counter) throw new Error(`no feature counts ${limit}`)
  const { used } = await tx.one(
    shape({ used: bigint })`select count(*) as used from ${counter} and organization_id = ${tx.organization.id}`,
  )
  return used
}
