import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bool, bytea, int, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import { everyMove, type Move } from '../../../kit/moves.ts'
import { withinEver, type PatientScope } from '../patients/queries.ts'

const mergeRow = shape({
  id: uuid,
  kept_id: uuid,
  merged_id: uuid,
  merged_by: uuid,
  merged_at: timestamptz,
  undo_until: timestamptz,
  undone_at: nullable(timestamptz),
  archived_before: nullable(timestamptz),
  taken_sealed: nullable(bytea),
  given_name: text,
  family_name: nullable(text),
  is_over: bool,
  /** The kept record was merged into another one since. */
  is_beneath: bool,
})

export type MergeRow = RowOf<typeof mergeRow>

const found = mergeRow.of('m', {
  given_name: sql`case when x.erased_at is null then x.given_name else '—' end`,
  family_name: sql`case when x.erased_at is null then x.family_name end`,
  is_over: sql`m.undo_until <= now()`,
  is_beneath: sql`p.merged_into is not null`,
})

const from = (tx: TenantTx, scope: PatientScope) => sql`
  from tenant.patient_merges m
  join tenant.patients p on p.organization_id = m.organization_id and p.id = m.kept_id
  join tenant.patients x on x.organization_id = m.organization_id and x.id = m.merged_id
  where m.organization_id = ${tx.organization.id} and p.erased_at is null ${withinEver(tx, scope)}`

export const findMerge = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(mergeRow`select ${found} ${from(tx, scope)} and m.id = ${id}`)

/** The newest first (patient_merges_by_kept). */
export const listMerges = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.all(mergeRow`select ${found} ${from(tx, scope)} and m.kept_id = ${patientId} order by m.id desc limit 20`)

/** Until the transaction ends, nothing new can hang on either: whoever writes for them waits. In the order of ids. */
export const lockRecords = (tx: TenantTx, ids: readonly string[]) =>
  tx.run(sql`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[])
    order by p.id for update`)

/** What is kept from most does not become part of what they see. */
export const isRestricted = async (tx: TenantTx, id: string): Promise<boolean> =>
  (
    await tx.one(shape({ is: bool })`
      select p.restricted_at is not null as is from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}`)
  ).is

/** Somebody is kept out of the one record and not of the other: people decide that first. */
export const isBlockedInOne = async (tx: TenantTx, keptId: string, mergedId: string): Promise<boolean> =>
  (
    await tx.one(shape({ is: bool })`
      select exists (
        select from tenant.patient_accounts l
        left join tenant.patient_accounts k on k.organization_id = l.organization_id and k.patient_id = ${keptId}::uuid
          and k.account_id = l.account_id
        where l.organization_id = ${tx.organization.id} and l.patient_id = ${mergedId} and l.blocked_at is not null
          and l.ended_at is null and k.account_id is not null and k.ended_at is null and k.blocked_at is null)
        or exists (
        select from tenant.patient_guardians l join tenant.patient_guardians k on k.organization_id = l.organization_id
          and k.patient_id = ${keptId}::uuid and k.guardian_id = l.guardian_id
        where l.organization_id = ${tx.organization.id} and l.patient_id = ${mergedId} and l.blocked_at is not null
          and k.blocked_at is null) as is`)
  ).is

/** What goes along with a merged record, table by table. */
export const movesOf = (tx: TenantTx): [table: string, move: Exclude<Move, { stays: string }>][] =>
  tx
    .extensions(everyMove)
    .flatMap((moves) => Object.entries(moves))
    .flatMap(([table, move]) => ('stays' in move ? [] : [[table, move] as const]))
    .map(([table, move]) => [table, move])

/** Rows, `t`, that would go to the kept record: all of the merged one, save those of which that one has its own. */
export const goingAlong = (
  tx: TenantTx,
  [table, { unless }]: ReturnType<typeof movesOf>[number],
  keptId: string,
  mergedId: string,
) => {
  const agree = (unless ?? []).map((column) => sql`and o.${sql.ref(column)} = t.${sql.ref(column)}`)
  const own = sql`and not exists (select from ${sql.table(table)} o where o.organization_id = t.organization_id
    and o.patient_id = ${keptId}::uuid ${sql.join(agree, sql` `)})`
  return sql`t.organization_id = ${tx.organization.id} and t.patient_id = ${mergedId}::uuid ${unless ? own : sql``}`
}

export const countGoingAlong = (tx: TenantTx, keptId: string, mergedId: string) =>
  tx.all(
    shape({ of_table: text, rows: int })`${sql.join(
      movesOf(tx).map(
        (move) => sql`
        select ${move[0]}::text as of_table, count(*)::int as rows from ${sql.table(move[0])} t
        where ${goingAlong(tx, move, keptId, mergedId)}`,
      ),
      sql` union all `,
    )} order by 1`,
  )
