import { sql } from 'kysely'
import type { FilePurpose } from '@polyclinic/contract/files/files.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bytea, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const fileRow = shape({
  id: uuid,
  account_id: uuid,
  purpose: textOf<FilePurpose>(),
  state: textOf<'pending' | 'held' | 'kept' | 'deleted'>(),
  size: bigint,
  type: nullable(text),
  facts_sealed: bytea,
  key_sealed: bytea,
  used_at: nullable(timestamptz),
})

export type FileRow = RowOf<typeof fileRow>

/** `lock`: whoever changes it meanwhile comes after this transaction. */
export const findFile = (tx: TenantTx, id: string, { lock = false } = {}) =>
  tx.maybe(fileRow`
    select ${fileRow.of('f')} from tenant.files f
    where f.organization_id = ${tx.organization.id} and f.id = ${id} and f.state <> 'deleted'
    ${lock ? sql`for no key update` : sql``}`)

const partRow = shape({ id: uuid, number: int, fingerprint: nullable(bytea) })

export type PartRow = RowOf<typeof partRow>

/** What has arrived of a file, in order (file_parts_arrived). */
export const listParts = (tx: TenantTx, fileId: string) =>
  tx.all(partRow`
    select ${partRow.of('p')} from tenant.file_parts p
    where p.organization_id = ${tx.organization.id} and p.file_id = ${fileId} and p.state = 'arrived'
    order by p.number`)

const clearableRow = shape({ id: uuid, file_id: uuid })

/** Parts of which nothing may be left: of deleted files, discarded ones, and those that never arrived. */
export const listClearableParts = (tx: TenantTx) =>
  tx.all(clearableRow`
    select ${clearableRow.of('p')} from tenant.file_parts p
    join tenant.files f on f.organization_id = p.organization_id and f.id = p.file_id
    where p.organization_id = ${tx.organization.id} and (f.state = 'deleted' or p.state = 'discarded'
      or p.state = 'arriving' and p.created_at < statement_timestamp() - interval '1 day')
    order by p.created_at limit 500`)

export const listHeldFiles = (tx: TenantTx) =>
  tx.all(fileRow`
    select ${fileRow.of('f')} from tenant.files f
    where f.organization_id = ${tx.organization.id} and f.state = 'held' order by f.created_at limit 50`)

/** Files that can be read, behind that one, by the primary key. */
export const listKeptFiles = (tx: TenantTx, after: string | undefined, limit: number) =>
  tx.all(fileRow`
    select ${fileRow.of('f')} from tenant.files f
    where f.organization_id = ${tx.organization.id} and f.state = 'kept' and (${after ?? null}::uuid is null or f.id > ${after ?? null})
    order by f.id limit ${limit}`)

/** Those of them that can be read, in the order of their ids (primary key). */
export const listKeptNamed = (tx: TenantTx, ids: readonly string[]) =>
  tx.all(fileRow`
    select ${fileRow.of('f')} from tenant.files f
    where f.organization_id = ${tx.organization.id} and f.state = 'kept' and f.id = any (${[...ids]}::uuid[]) order by f.id`)

const partOfAnyRow = shape({ id: uuid, file_id: uuid })

/** Parts of whatever state, behind that one, by the primary key. */
export const listAllParts = (tx: TenantTx, after: string | undefined, limit: number) =>
  tx.all(partOfAnyRow`
    select ${partOfAnyRow.of('p')} from tenant.file_parts p
    where p.organization_id = ${tx.organization.id} and (${after ?? null}::uuid is null or p.id > ${after ?? null})
    order by p.id limit ${limit}`)

/** Begun counts like kept: whoever announces much may not send more than there is room for. */
export const countedMegabytes = {
  of: sql`tenant.files where state <> 'deleted'`,
  sum: sql`coalesce(ceil(sum(size) / 1000000), 0)::bigint`,
}
