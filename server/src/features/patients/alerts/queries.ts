import { sql } from 'kysely'
import type { AlertKind, AlertPriority } from '@polyclinic/contract/patients/alert-kinds.ts'
import { bool, bytea, date, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { openChart, within, type PatientScope } from '../patients/queries.ts'
import { dayOf, isShown } from '../warnings/queries.ts'

const alertRow = shape({
  id: uuid,
  patient_id: uuid,
  kind: textOf<AlertKind>(),
  priority: textOf<AlertPriority>(),
  text_sealed: bytea,
  from_day: date,
  until_day: nullable(date),
  is_shown: bool,
  ended_at: nullable(timestamptz),
  ended_by: nullable(uuid),
  recorded_by: uuid,
  created_at: timestamptz,
  version: int,
})

export type AlertRow = RowOf<typeof alertRow>

/** Who asks for alerts: clinical ones are there for those who read charts alone. */
export interface AlertReader {
  scope: PatientScope
  readsCharts: boolean
}

const toldTo = ({ readsCharts }: AlertReader) => (readsCharts ? sql`` : sql`and x.kind <> 'clinical'`)

/** Opens the chart; false where the caller does not see the patient. */
export const openAlerts = async (tx: TenantTx, patientId: string, { scope }: AlertReader): Promise<boolean> =>
  (await tx.maybe(anyRow`with ${openChart(tx, patientId, scope, 'alerts')} select from opened`)) !== undefined

/** Of a chart that was opened; what stands in the banner first, then the newest (alerts_by_patient). */
export const listAlerts = (tx: TenantTx, patientId: string, reader: AlertReader) =>
  tx.all(alertRow`
    select ${alertRow.of('x', { is_shown: isShown(tx) })} from tenant.alerts x
    where x.organization_id = ${tx.organization.id} and x.patient_id = ${patientId} ${toldTo(reader)}
    order by ${isShown(tx)} desc, x.priority, x.created_at desc, x.id`)

export const findAlert = (tx: TenantTx, id: string, reader: AlertReader) =>
  tx.maybe(alertRow`
    select ${alertRow.of('x', { is_shown: isShown(tx) })} from tenant.alerts x
    join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
    where x.organization_id = ${tx.organization.id} and x.id = ${id} ${toldTo(reader)} ${within(tx, reader.scope)}`)

/** The organization's day, where the caller sees the patient. */
export const findToday = (tx: TenantTx, patientId: string, scope: PatientScope) =>
  tx.maybe(shape({ today: date })`
    select ${dayOf(tx)} as today from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${patientId} ${within(tx, scope)}`)
