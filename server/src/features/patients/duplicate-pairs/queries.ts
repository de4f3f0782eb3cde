import { sql } from 'kysely'
import type { DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bytea, int, nullable, textsOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import { listedColumns, listedRow } from '../listing/queries.ts'
import { isTreatedAt, type PatientScope } from '../patients/queries.ts'

const pairRow = shape({
  id: uuid,
  one_id: uuid,
  other_id: uuid,
  reasons: textsOf<DuplicateReason>(),
  likelihood: int,
  found_at: timestamptz,
  total: nullable(bigint),
})

export type PairRow = RowOf<typeof pairRow>

export interface PairPosition {
  likelihood: number
  id: string
}

/** Both are on file, were not merged, and the caller sees both (duplicate_pairs_likeliest). */
const open = (tx: TenantTx, scope: PatientScope) => sql`
  from tenant.duplicate_pairs d
  where d.organization_id = ${tx.organization.id} and d.dismissed_at is null and 2 = (
    select count(*) from tenant.patients p where p.organization_id = d.organization_id and p.id in (d.one_id, d.other_id)
      and p.merged_into is null ${scope ? sql`and ${isTreatedAt(tx, scope)}` : sql``})`

export const listPairs = (tx: TenantTx, scope: PatientScope, after: PairPosition | undefined, limit: number) =>
  tx.all(pairRow`
    select ${pairRow.of('d', { total: after ? sql`null::bigint` : sql`(select count(*) ${open(tx, scope)})` })} ${open(tx, scope)}
      ${after ? sql`and (d.likelihood, d.id) < (${after.likelihood}::int, ${after.id}::uuid)` : sql``}
    order by d.likelihood desc, d.id desc limit ${limit}`)

export const findPair = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(pairRow`select ${pairRow.of('d', { total: sql`null::bigint` })} ${open(tx, scope)} and d.id = ${id}`)

export const listByIds = (tx: TenantTx, ids: readonly string[], scope: PatientScope) =>
  tx.all(listedRow`
    select ${listedColumns(tx, undefined, undefined, scope)} from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[])`)

const uncomparedRow = shape({ ...listedRow.columns, microchip_sealed: nullable(bytea), version: int })

/** Who was added or changed since they were compared with all others (patients_uncompared). */
export const listUncompared = (tx: TenantTx, limit: number) =>
  tx.all(uncomparedRow`
    select ${listedColumns(tx)}, p.version from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.compared_version < p.version and p.archived_at is null
    order by p.id limit ${limit}`)

export const listToCompare = (tx: TenantTx, ids: readonly string[]) =>
  tx.all(uncomparedRow`
    select ${listedColumns(tx)}, p.version from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[])`)

export type UncomparedRow = RowOf<typeof uncomparedRow>
