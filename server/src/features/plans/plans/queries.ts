import { sql } from 'kysely'
import type { LimitKey } from '@polyclinic/contract/plans/plans.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

// what is archived does not count: it stays readable under every plan
const counted = {
  patients: sql`tenant.patients where archived_at is null`,
  practitioners: sql`tenant.practitioners where archived_at is null`,
  clinics: sql`tenant.clinics where true`,
} satisfies Record<LimitKey, unknown>

export async function countUsed(tx: TenantTx, limit: LimitKey): Promise<number> {
  const { used } = await tx.one(
    sql<{ used: number }>`select count(*) as used from ${counted[limit]} and organization_id = ${tx.organization.id}`,
  )
  return used
}
