import { sql, type RawBuilder } from 'kysely'
import { int, json, nullable, text, texts, uuids } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'
import type { CopiedTable } from './rules.ts'

const subjectRow = shape({ ids: uuids, given_name: text, family_name: nullable(text) })

export type SubjectRow = RowOf<typeof subjectRow>

/**
 * Whom a copy is about: the record, where the caller sees it, with those that were merged into it. A restricted one that is open
 * to them in an emergency alone is there to be treated, not to be taken out.
 */
export const findSubject = (tx: TenantTx, patientId: string, scope: PatientScope): Promise<SubjectRow | undefined> =>
  tx.maybe(subjectRow`
    select ${subjectRow.of('p', { ids: patients.recordsOf, given_name: patients.calledName })} from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patients.standsFor(tx, patientId)}
      ${tx.caller.hidesRestricted ? sql`and p.restricted_at is null` : sql``} ${patients.within(tx, scope)}`)

/** Rows of a table, `t`, that belong to these records. */
function belonging(tx: TenantTx, table: CopiedTable, ids: readonly string[]): RawBuilder<unknown> {
  const { column, in: through, unless } = table
  const ours = sql`any (${[...ids]}::uuid[])`
  const holds = unless ? sql`${sql.ref(`t.${unless}`)} is null and` : sql``
  if (!through) return sql`${holds} ${sql.ref(`t.${column}`)} = ${ours}`
  return sql`${holds} ${sql.ref(`t.${column}`)} in (
    select ${sql.ref(`x.${through.column}`)} from ${sql.table(through.table)} x
    where x.organization_id = ${tx.organization.id} and ${sql.ref(`x.${through.by ?? 'patient_id'}`)} = ${ours})`
}

const copiedRow = shape({ row: json<Record<string, unknown>>(), key: texts })

/** Rows behind that key, in the order of their keys, which no later change moves. */
export function rowsBehind(
  tx: TenantTx,
  table: CopiedTable,
  ids: readonly string[],
  after: readonly string[] | undefined,
  limit: number,
): Promise<RowOf<typeof copiedRow>[]> {
  const keys = sql.join(table.key.map((column) => sql.ref(`t.${column}`)))
  const asTexts = sql.join(table.key.map((column) => sql`${sql.ref(`t.${column}`)}::text`))
  const behind = after && sql.join(after.map((value) => sql`${value}::uuid`))
  return tx.all(copiedRow`
    select ${copiedRow.of('t', { row: sql`to_jsonb(t) - ${[...table.without]}::text[]`, key: sql`array[${asTexts}]::text[]` })}
    from ${sql.table(table.name)} t
    where t.organization_id = ${tx.organization.id} and ${belonging(tx, table, ids)}
      ${behind ? sql`and (${keys}) > (${behind})` : sql``}
    order by ${keys} limit ${limit}`)
}

/** For the bar alone. */
export async function countRows(tx: TenantTx, table: CopiedTable, ids: readonly string[]): Promise<number> {
  const { count } = await tx.one(shape({ count: int })`
    select count(*)::int as count from ${sql.table(table.name)} t
    where t.organization_id = ${tx.organization.id} and ${belonging(tx, table, ids)}`)
  return count
}

/** In which words somebody is written to. */
export async function languageOf(control: ControlTx, accountId: string): Promise<string> {
  const { language } = await control.one(shape({ language: text })`
    select a.language from control.accounts a where a.id = ${accountId}`)
  return language
}
