import { sql } from 'kysely'
import { bool, bytea, nullable, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

const holdRow = shape({
  id: uuid,
  patient_id: uuid,
  reason_sealed: nullable(bytea),
  held_by: uuid,
  since: timestamptz,
  lift_reason_sealed: nullable(bytea),
  lifted_by: nullable(uuid),
  lifted_at: nullable(timestamptz),
})

export type HoldRow = RowOf<typeof holdRow>

/** Of patients whom the caller sees, and of whom something is kept after they were erased. */
const from = (tx: TenantTx, scope: PatientScope) => sql`
  from tenant.legal_holds h join tenant.patients p on p.organization_id = h.organization_id and p.id = h.patient_id
  where h.organization_id = ${tx.organization.id} and p.merged_into is null ${patients.withinEver(tx, scope)}`

export const findHold = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(holdRow`select ${holdRow.of('h')} ${from(tx, scope)} and h.id = ${id}`)

/** The newest first (legal_holds_by_patient). */
export const listHolds = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.all(holdRow`
    select ${holdRow.of('h')} ${from(tx, scope)} and h.patient_id = ${patientId} order by h.id desc limit 20`)

/** Whether one of these records is on hold: what hung on a merged one may have stayed there. */
export const areOnHold = async (tx: TenantTx, ids: readonly string[]): Promise<boolean> =>
  (
    await tx.one(shape({ is: bool })`
      select exists (select from tenant.legal_holds h where h.organization_id = ${tx.organization.id}
        and h.patient_id = any (${[...ids]}::uuid[]) and h.lifted_at is null) as is`)
  ).is

/** Whether something of an erased record is still kept. */
export const isKept = async (tx: TenantTx, patientId: string): Promise<boolean> =>
  (
    await tx.one(shape({ is: bool })`
      select exists (select from tenant.erasures e where e.organization_id = ${tx.organization.id} and e.patient_id = ${patientId}
        and e.ended_at is null) as is`)
  ).is
