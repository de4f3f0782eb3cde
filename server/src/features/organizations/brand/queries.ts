import { sql } from 'kysely'
import type { Brand } from '@polyclinic/contract/kit/brand/look.ts'
import { int, json, nullable, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

const lookRow = shape({ look: json<Brand>(), look_version: int })

/** Absent until a logo or a look was chosen; `lock`: whoever changes it meanwhile comes after this transaction. */
export const findLook = (tx: TenantTx, { lock = false } = {}) =>
  tx.maybe(lookRow`
    select ${lookRow.of('b')} from tenant.brands b where b.organization_id = ${tx.organization.id}
    ${lock ? sql`for no key update` : sql``}`)

const shownRow = shape({ look: json<Brand>(), logo_file_id: nullable(uuid) })

export const findBrand = (tx: TenantTx) =>
  tx.maybe(shownRow`
    select ${shownRow.of('b')} from tenant.brands b where b.organization_id = ${tx.organization.id}`)
