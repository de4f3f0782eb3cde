import { sql } from 'kysely'
import { appointmentStates, isOver } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { bigint, bool, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import { everyErasure } from '../../../kit/erasures.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { erasedTables, type ErasedTable } from './rules.ts'

/** What becomes of which table, as the manifests say. */
export const tablesOf = (tx: TenantTx): ErasedTable[] => erasedTables(tx.extensions(everyErasure))

/** An erased record and those that were merged into it. */
export const listWithMerged = async (tx: TenantTx, id: string): Promise<string[]> =>
  (
    await tx.all(shape({ id: uuid })`
      select p.id from tenant.patients p
      where p.organization_id = ${tx.organization.id} and (p.id = ${id} or p.merged_into = ${id}) order by p.id`)
  ).map((row) => row.id)

const countRow = shape({ of_table: text, rows: bigint })

/** How many rows of each table name one of these patients. */
export const countRows = (tx: TenantTx, ids: readonly string[]) =>
  tx.all(
    countRow`${sql.join(
      tablesOf(tx).map(
        ([table]) => sql`
        select ${table}::text as of_table, count(*) as rows from ${sql.table(table)} t
        where t.organization_id = ${tx.organization.id} and t.patient_id = any (${[...ids]}::uuid[])`,
      ),
      sql` union all `,
    )}`,
  )

const lastRow = shape({ last_at: timestamptz, now: timestamptz, has_visits_ahead: bool })

const ahead = appointmentStates.filter((state) => !isOver(state))

/** When the patient was last here, or was added; and whether somebody still waits for them (appointments_by_patient). */
export const findLast = (tx: TenantTx, ids: readonly string[]) =>
  tx.one(lastRow`
    select greatest(max(p.created_at), max((select max(a.starts_at) from tenant.appointments a
        where a.organization_id = p.organization_id and a.patient_id = p.id))) as last_at, clock_timestamp() as now,
      coalesce(bool_or(exists (select from tenant.appointments a where a.organization_id = p.organization_id and a.patient_id = p.id
        and a.starts_at > clock_timestamp() and a.state = any (${[...ahead]}::text[]))), false) as has_visits_ahead
    from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = any (${[...ids]}::uuid[])`)

const erasureRow = shape({
  patient_id: uuid,
  erased_at: timestamptz,
  retained_until: nullable(timestamptz),
})

export type ErasureRow = RowOf<typeof erasureRow>

export const findErasure = (tx: TenantTx, patientId: string) =>
  tx.maybe(erasureRow`
    select ${erasureRow.of('e')} from tenant.erasures e where e.organization_id = ${tx.organization.id} and e.patient_id = ${patientId}`)

const dueRow = shape({ id: uuid, patient_id: uuid, answered_by: uuid })

/** Accepted requests whose moment has come. */
export const listDue = (tx: TenantTx, limit: number) =>
  tx.all(dueRow`
    select ${dueRow.of('r')} from tenant.rights_requests r
    where r.organization_id = ${tx.organization.id} and r.erase_at <= statement_timestamp() order by r.erase_at limit ${limit}`)

/** Whose record need not be kept any more, and is on no hold (erasures_to_end, legal_holds_by_patient). */
export const listEnded = (tx: TenantTx, limit: number) =>
  tx.all(shape({ patient_id: uuid })`
    select e.patient_id from tenant.erasures e
    where e.organization_id = ${tx.organization.id} and e.ended_at is null and e.retained_until <= statement_timestamp()
      and not exists (select from tenant.legal_holds h where h.organization_id = e.organization_id and h.patient_id = e.patient_id
        and h.lifted_at is null)
    order by e.retained_until limit ${limit}`)
