import { sql } from 'kysely'
import { bytea, nullable, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

const restrictionRow = shape({
  id: uuid,
  patient_id: uuid,
  reason_sealed: nullable(bytea),
  restricted_by: uuid,
  since: timestamptz,
  lifted_by: nullable(uuid),
  lifted_at: nullable(timestamptz),
})

export type RestrictionRow = RowOf<typeof restrictionRow>

/** Of patients whom the caller sees. */
const from = (tx: TenantTx, scope: PatientScope) => sql`
  from tenant.restrictions r join tenant.patients p on p.organization_id = r.organization_id and p.id = r.patient_id
  where r.organization_id = ${tx.organization.id} ${patients.within(tx, scope)}`

export const findRestriction = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(restrictionRow`select ${restrictionRow.of('r')} ${from(tx, scope)} and r.id = ${id}`)

/** The newest first (restrictions_by_patient). */
export const listRestrictions = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.all(restrictionRow`
    select ${restrictionRow.of('r')} ${from(tx, scope)} and r.patient_id = ${patientId} order by r.id desc limit 20`)
