import { sql } from 'kysely'
import type { ImportState } from '@polyclinic/contract/imports/import-states.ts'
import type { ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bool, bytea, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { UnreadableReason } from '../tables/unreadable.ts'

const nil = '00000000-0000-0000-0000-000000000000'

const counts = {
  rows_read: int,
  added: int,
  updated: int,
  skipped: int,
  invalid: int,
  guardians: int,
  left_over: int,
  kept: int,
}

const progressRow = shape({ ...counts, is_over: bool })

const importRow = shape({
  id: uuid,
  account_id: uuid,
  state: textOf<ImportState>(),
  file_id: nullable(uuid),
  facts_sealed: bytea,
  setup_sealed: bytea,
  check_sealed: nullable(bytea),
  failure: nullable(textOf<UnreadableReason>()),
  created_at: timestamptz,
  finished_at: nullable(timestamptz),
  undo_until: nullable(timestamptz),
  is_over: bool,
  version: int,
  ...counts,
})

export type ImportRow = RowOf<typeof importRow>

/** As the policies for deletions decide it. */
const isOver = sql`coalesce(i.undo_until <= now(), false)`

const columns = importRow.of('i', {
  is_over: isOver,
  ...Object.fromEntries(Object.keys(counts).map((name) => [name, sql`g.${sql.ref(name)}`])),
})

const from = (tx: TenantTx) => sql`
  from tenant.imports i join tenant.import_progress g on g.organization_id = i.organization_id and g.import_id = i.id
  where i.organization_id = ${tx.organization.id}`

export const findImport = (tx: TenantTx, id: string) =>
  tx.maybe(importRow`select ${columns} ${from(tx)} and i.id = ${id}`)

/** The newest first, which their ids say (primary key). */
export const listImports = (tx: TenantTx) =>
  tx.all(importRow`select ${columns} ${from(tx)} order by i.id desc limit 50`)

/** The newest import of a table with the same heads that somebody mapped (imports_by_heads). */
export const findMappedAlike = (tx: TenantTx, tokens: readonly Buffer[]) =>
  tx.maybe(importRow`
    select ${columns} ${from(tx)} and i.heads_token = any (${[...tokens]}::bytea[]) and i.state <> 'draft'
    order by i.created_at desc limit 1`)

/** How far an import is, if it still goes on; nobody else gets it on until the transaction ends. */
export const lockProgress = (tx: TenantTx, id: string, state: ImportState) =>
  tx.maybe(progressRow`
    select ${progressRow.of('g', { is_over: isOver })} from tenant.import_progress g
    join tenant.imports i on i.organization_id = g.organization_id and i.id = g.import_id
    where g.organization_id = ${tx.organization.id} and g.import_id = ${id} and i.state = ${state} for update of g`)

/** What nobody ran for 30 days, and what stopped before the days were over in which it could be taken back. */
const isToEmpty = sql`i.emptied_at is null and (
  i.state in ('draft', 'checking', 'checked') and i.created_at <= statement_timestamp() - interval '30 days'
  or i.state in ('running', 'undoing') and i.undo_until <= statement_timestamp())`

const idRow = shape({ id: uuid })

/** The oldest first, behind one. */
export const listToEmpty = (tx: TenantTx, after: string | undefined, limit: number) =>
  tx.all(idRow`
    select i.id from tenant.imports i
    where i.organization_id = ${tx.organization.id} and i.id > ${after ?? nil}::uuid and ${isToEmpty} order by i.id limit ${limit}`)

/** If it still is to be emptied; nobody changes it until the transaction ends. */
export const lockToEmpty = (tx: TenantTx, id: string) =>
  tx.maybe(importRow`select ${columns} ${from(tx)} and i.id = ${id} and ${isToEmpty} for update of i`)

const writtenRow = shape({ patient_id: uuid, outcome: textOf<'added' | 'updated'>() })

/** Records of these that the import made or changed (import_rows_by_patient). */
export const listWritten = (tx: TenantTx, id: string, patientIds: readonly string[]) =>
  tx.all(writtenRow`
    select ${writtenRow.of('r')} from tenant.import_rows r
    where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.patient_id = any (${[...patientIds]}::uuid[])
      and r.outcome in ('added', 'updated')`)

const numberRow = shape({ row_number: int })

/** Which of these rows of the table were written (import_rows_once). */
export const listWrittenNumbers = async (tx: TenantTx, id: string, numbers: readonly number[]) =>
  (
    await tx.all(numberRow`
      select r.row_number from tenant.import_rows r
      where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.row_number = any (${[...numbers]}::int[])`)
  ).map((row) => row.row_number)

const madeRow = shape({
  id: uuid,
  outcome: textOf<'added' | 'updated'>(),
  patient_id: uuid,
  patient_version: int,
  guardian_id: nullable(uuid),
  before_sealed: nullable(bytea),
})

/** What is still to be taken back, the last row first (import_rows_to_undo). */
export const listToUndo = (tx: TenantTx, id: string, limit: number) =>
  tx.all(madeRow`
    select ${madeRow.of('r')} from tenant.import_rows r
    where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.outcome in ('added', 'updated')
    order by r.row_number desc limit ${limit}`)

const guardianRow = shape({ guardian_id: uuid })

/** Guardians of these that the import made (import_rows_by_guardian). */
export const listMadeGuardians = async (tx: TenantTx, id: string, guardianIds: readonly string[]) =>
  (
    await tx.all(guardianRow`
      select r.guardian_id from tenant.import_rows r
      where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.guardian_id = any (${[...guardianIds]}::uuid[])`)
  ).map((row) => row.guardian_id)

/** All guardians that the import made, behind one, in the order of their ids. */
export const listGuardiansToUndo = async (tx: TenantTx, id: string, after: string | undefined, limit: number) =>
  (
    await tx.all(guardianRow`
      select r.guardian_id from tenant.import_rows r
      where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.guardian_id > ${after ?? nil}::uuid
      order by r.guardian_id limit ${limit}`)
  ).map((row) => row.guardian_id)

const keptRow = shape({ row_number: int, given_name: text, family_name: nullable(text) })

/** Whom taking back left where they are, in the order of the table. */
export const listKept = (tx: TenantTx, id: string, after: number, limit: number) =>
  tx.all(keptRow`
    select r.row_number, p.given_name, p.family_name from tenant.import_rows r
    join tenant.patients p on p.organization_id = r.organization_id and p.id = r.patient_id
    where r.organization_id = ${tx.organization.id} and r.import_id = ${id} and r.outcome = 'kept' and r.row_number > ${after}
    order by r.row_number limit ${limit}`)

/** The language of whoever asks, in which the tables of rows are written. */
export async function languageOf(control: ControlTx, accountId: string): Promise<string> {
  const { language } = await control.one(shape({ language: text })`
    select a.language from control.accounts a where a.id = ${accountId}`)
  return language
}
