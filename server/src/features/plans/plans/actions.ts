import { sql } from 'kysely'
import { plans, type LimitKey, type PlanKey } from '@polyclinic/contract/plans/plans.ts'
import { db } from '../../../database.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { countUsed } from './queries.ts'

/**
 * Refuses one more than the plan includes. The lock lasts to the end of the transaction, so two at once cannot both be
 * the last one; plans without that limit take no lock.
 */
export async function allow(tx: TenantTx, limit: LimitKey, more = 1): Promise<void> {
  const allowed = plans[tx.organization.plan][limit]
  if (allowed === null) return
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.organization.id}|${limit}`}, 0))`)
  const used = await countUsed(tx, limit)
  if (used + more > allowed) throw refuse('plan-limit', { limit, allowed, used })
}

export const setPlan = (control: ControlTx, organizationId: string, plan: PlanKey) =>
  control.run(db.updateTable('control.organizations').set({ plan }).where('id', '=', organizationId))
