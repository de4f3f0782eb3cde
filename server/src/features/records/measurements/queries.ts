import { sql } from 'kysely'
import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import { bytea, double, int, nullable, textOf, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const measurementRow = shape({
  id: uuid,
  patient_id: uuid,
  kind: textOf<MeasurementKind>(),
  value: double,
  second_value: nullable(double),
  typed_value: double,
  typed_second_value: nullable(double),
  typed_unit: text,
  measured_at: timestamptz,
  status: textOf<'final' | 'entered-in-error'>(),
  note_sealed: nullable(bytea),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type MeasurementRow = RowOf<typeof measurementRow>

interface Asked {
  kind?: MeasurementKind
  /** The measurement that the page before ended with. */
  before?: string
  limit: number
}

/**
 * For a reader, the newest first (measurements_by_patient, measurements_by_kind). Undefined where the caller sees no such
 * patient.
 */
export async function readMeasurements(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { kind, before, limit }: Asked,
): Promise<MeasurementRow[] | undefined> {
  const rows = await tx.all(leftJoined(measurementRow)`
    with ${patients.openChart(tx, patientId, scope, 'measurements')}
    select ${measurementRow.of('m')} from opened o left join lateral (
      select * from tenant.measurements m where m.organization_id = ${tx.organization.id} and m.patient_id = o.patient_id
        ${kind ? sql`and m.kind = ${kind}` : sql``}
        ${
          before
            ? sql`and (m.measured_at, m.id) < (select b.measured_at, b.id from tenant.measurements b
                where b.organization_id = ${tx.organization.id} and b.patient_id = o.patient_id and b.id = ${before})`
            : sql``
        }
      order by m.measured_at desc, m.id desc limit ${limit}) m on true
    order by m.measured_at desc, m.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** The newest of each kind that counts, of a patient whose chart the transaction has opened. */
export const latestMeasurements = (tx: TenantTx, patientId: string, kinds: readonly MeasurementKind[]) =>
  tx.all(measurementRow`
    select ${measurementRow.of('m')} from unnest(${[...kinds]}::text[]) with ordinality k (kind, place), lateral (
      select * from tenant.measurements m where m.organization_id = ${tx.organization.id} and m.patient_id = ${patientId}
        and m.kind = k.kind and m.status = 'final'
      order by m.measured_at desc, m.id desc limit 1) m
    order by k.place`)

/** Where the caller may see the patient. */
export const findMeasurement = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    measurementRow`select ${measurementRow.of('m')} from tenant.measurements m
      join tenant.patients p on p.organization_id = m.organization_id and p.id = m.patient_id
      where m.organization_id = ${tx.organization.id} and m.id = ${id} ${patients.within(tx, scope)}`,
  )

export const findMeasurements = (tx: TenantTx, ids: readonly string[]) =>
  tx.all(
    measurementRow`select ${measurementRow.of('m')} from tenant.measurements m
      where m.organization_id = ${tx.organization.id} and m.id = any (${[...ids]}::uuid[])
      order by array_position(${[...ids]}::uuid[], m.id)`,
  )
