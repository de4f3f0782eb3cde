import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface KennelRow {
  id: string
  name: string
  memo_sealed: Buffer | null
  checked_at: string | null
  version: number
}

const selected = sql`k.id, k.name, k.memo_sealed, k.checked_at, k.version`

export const listKennels = (tx: TenantTx) =>
  tx.all(
    sql<KennelRow>`select ${selected} from tenant.kennels k where k.organization_id = ${tx.organization.id} order by k.name, k.id`,
  )
