import { bytea, int, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

const kennelRow = shape({
  id: uuid,
  name: text,
  memo_sealed: nullable(bytea),
  checked_at: nullable(timestamptz),
  version: int,
})

export type KennelRow = RowOf<typeof kennelRow>

export const listKennels = (tx: TenantTx) =>
  tx.all(
    kennelRow`select ${kennelRow.of('k')} from tenant.kennels k where k.organization_id = ${tx.organization.id} order by k.name, k.id`,
  )
