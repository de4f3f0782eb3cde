import { sql } from 'kysely'
import { int, json, text, texts, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Transaction } from '../../../kit/db/transaction.ts'
import type { Column, ExportedTable } from './rules.ts'

const tableRow = shape({ name: text, columns: texts, key: json<Column[]>(), organization: text })

/** By its name: whoever reads a tenant's schema knows no other. */
const isOrganizations = (schema: string) => sql`(${schema}::text = 'control' and c.relname = 'organizations')`

/** Every table of a schema that holds rows of organizations, as the catalogue knows them. */
export const listTables = (tx: Transaction, schema: 'tenant' | 'control'): Promise<ExportedTable[]> =>
  tx.all(tableRow`
    select ${tableRow.of('c', {
      name: sql`${schema}::text || '.' || c.relname`,
      columns: sql`(
        select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`,
      key: sql`(
        select coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by k.place), '[]')
        from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary and a.attname <> 'organization_id')`,
      organization: sql`case when ${isOrganizations(schema)} then 'id' else 'organization_id' end`,
    })}
    from pg_class c
    where c.relnamespace = ${schema}::regnamespace and c.relkind in ('r', 'p') and (
      ${isOrganizations(schema)} or exists (
        select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped))
    order by c.relname`)

const exportedRow = shape({ row: json<Record<string, unknown>>(), key: texts })

export type ExportedRow = RowOf<typeof exportedRow>

/** The organization's rows behind that key, in the order of the primary key; all of them where an organization has one. */
export function rowsBehind(
  tx: Transaction,
  organizationId: string,
  { name, key, columns, organization }: ExportedTable,
  after: readonly string[] | undefined,
  limit: number,
): Promise<ExportedRow[]> {
  const keys = sql.join(key.map((column) => sql.ref(`t.${column.name}`)))
  const behind = sql.join((after ?? []).map((value, nth) => sql`${value}::${sql.raw(key[nth]?.type ?? 'text')}`))
  return tx.all(exportedRow`
    select ${exportedRow.of('r', {
      row: sql`to_jsonb(r)`,
      key: sql`array[${sql.join(key.map((column) => sql`${sql.ref(`r.${column.name}`)}::text`))}]::text[]`,
    })}
    from (
      select ${sql.join(columns.map((column) => sql.ref(`t.${column}`)))} from ${sql.table(name)} t
      where ${sql.ref(`t.${organization}`)} = ${organizationId}
        ${after && key.length > 0 ? sql`and (${keys}) > (${behind})` : sql``}
      ${key.length > 0 ? sql`order by ${keys}` : sql``} limit ${limit}) r`)
}

/** For the bar alone. */
export async function countRows(
  tx: Transaction,
  organizationId: string,
  { name, organization }: ExportedTable,
): Promise<number> {
  const { count } = await tx.one(shape({ count: int })`
    select count(*)::int as count from ${sql.table(name)} t where ${sql.ref(`t.${organization}`)} = ${organizationId}`)
  return count
}

const personRow = shape({ id: uuid, name: text, email: text })

/** The people of the organization, as it knows them (memberships by primary key). */
export const listPeople = (control: ControlTx, organizationId: string) =>
  control.all(personRow`
    select ${personRow.of('a')} from control.memberships m join control.accounts a on a.id = m.account_id
    where m.organization_id = ${organizationId} order by a.id`)
