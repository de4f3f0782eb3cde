import { sql } from 'kysely'
import type { LimitKey } from '@polyclinic/contract/plans/plans.ts'
import { bool } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { countUsed } from './queries.ts'

/**
 * Refuses one more than the plan includes, as the gate carries it. The lock lasts to the end of the transaction, so two at
 * once cannot both be the last one; plans without that limit take no lock.
 */
export async function allow(tx: TenantTx, limit: LimitKey, more = 1): Promise<void> {
  const bound = tx.organization.plan.limits[limit]
  if (!bound) return
  const { allowed, graceDays } = bound
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.organization.id}|${limit}`}, 0))`)
  const used = await countUsed(tx, limit)
  if (used + more <= allowed) return
  const isFirst = used <= allowed
  if (graceDays !== undefined && (await isWithinGrace(tx, limit, { isFirst, graceDays }))) return
  throw refuse('plan-limit', { limit, allowed, used })
}

/** The days begin with the first one beyond the limit, and anew where there was room meanwhile. */
async function isWithinGrace(
  tx: TenantTx,
  limit: LimitKey,
  { isFirst, graceDays }: { isFirst: boolean; graceDays: number },
): Promise<boolean> {
  const { is_within } = await tx.one(shape({ is_within: bool })`
    insert into tenant.limit_overruns as o (organization_id, limit_key) values (${tx.organization.id}, ${limit})
    on conflict (organization_id, limit_key) do update
      set since = case when ${isFirst} then excluded.since else o.since end
    returning since + make_interval(days => ${graceDays}) > clock_timestamp() as is_within`)
  return is_within
}
