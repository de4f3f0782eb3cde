import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { int, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const brandRow = shape({ logo_file_id: nullable(uuid), version: int })

/** Absent until something of it was set; `lock`: whoever changes it meanwhile comes after this transaction. */
export const findBrand = (tx: TenantTx, { lock = false } = {}) =>
  tx.maybe(brandRow`
    select ${brandRow.of('b')} from tenant.brands b where b.organization_id = ${tx.organization.id}
    ${lock ? sql`for no key update` : sql``}`)
