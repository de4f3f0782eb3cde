import { sql } from 'kysely'
import type { z } from 'zod'
import type { measurementChange, newMeasurements } from '@polyclinic/contract/records/measurements.ts'
import { measurementKinds } from '@polyclinic/contract/records/measurement-kinds.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { markRecord, subjectAt, type Marked } from '../subjects/actions.ts'
import type { SubjectRow } from '../subjects/queries.ts'
import { findMeasurement, findMeasurements, latestMeasurements, type MeasurementRow } from './queries.ts'
import { isGrowing, isUnlike, measuredFrom, type Measured, type Typed } from './rules.ts'
import { measurementSecrets } from './view.ts'

export type NewMeasurements = z.infer<typeof newMeasurements>

/** Keeps all of them, or none. */
export async function addMeasurements(
  tx: TenantTx,
  patientId: string,
  { items, measuredAt = new Date().toISOString(), note, isConfirmed }: NewMeasurements,
  scope?: PatientScope,
  ids: readonly string[] = items.map(newId),
): Promise<MeasurementRow[]> {
  const subject = await subjectAt(tx, patientId, scope, { measuredAt })
  const measured = items.map((item, index) => measuredOf(item, index, subject))
  if (!isConfirmed) await refuseUnlike(tx, subject, items, measured, Date.parse(measuredAt))
  const rows = items.map(({ kind, value, secondValue = null, unit }, index) => ({
    id: ids[index],
    kind,
    value: measured[index]?.value,
    second_value: measured[index]?.secondValue ?? null,
    typed_value: value,
    typed_second_value: secondValue,
    typed_unit: unit,
  }))
  const notes = ids.map((id) => measurementSecrets.seal(tx.sealer, id, 'note', note))
  await tx.run(sql`
    insert into tenant.measurements (organization_id, id, patient_id, kind, value, second_value, typed_value, typed_second_value,
      typed_unit, measured_at, note_sealed, recorded_by)
    select ${tx.organization.id}, r.id, ${patientId}, r.kind, r.value, r.second_value, r.typed_value, r.typed_second_value,
      r.typed_unit, ${measuredAt}, n.sealed, ${tx.caller.accountId ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, kind text, value float8, second_value float8,
      typed_value float8, typed_second_value float8, typed_unit text)
    join unnest(${[...ids]}::uuid[], ${notes}::bytea[]) as n (id, sealed) on n.id = r.id`)
  tx.announce(chartChanged, { patientId })
  return findMeasurements(tx, ids)
}

function measuredOf(item: Typed, index: number, { kind }: SubjectRow): Measured {
  const finding = measuredFrom(item, kind)
  if ('measured' in finding) return finding.measured
  const { field, code, message } = finding.fault
  throw refuseField(`items.${index}.${field}`, code, message)
}

/** Asks once where a number is far from the one before: a decimal sign, a unit, another animal. */
async function refuseUnlike(
  tx: TenantTx,
  { id, kind: of, birth_date }: SubjectRow,
  items: readonly Typed[],
  measured: readonly Measured[],
  measuredAt: number,
): Promise<void> {
  const latest = await latestMeasurements(tx, id, [...new Set(items.map(({ kind }) => kind))])
  const unlike = items.flatMap(({ kind }, index) => {
    const before = latest.find((row) => row.kind === kind)
    const { value = 0 } = measured[index] ?? {}
    const growing = { isGrowing: isGrowing(birth_date, of, measuredAt) }
    const then = before && { value: before.value, measuredAt: Date.parse(before.measured_at) }
    if (!then || !isUnlike(kind, { value, measuredAt }, then, growing)) return []
    const { unit } = measurementKinds[kind]
    return [{ index, kind, before: { value: before.value, unit, measuredAt: before.measured_at } }]
  })
  if (unlike.length > 0) throw refuse('unlike-before', { items: unlike })
}

export const changeMeasurement = (
  tx: TenantTx,
  which: Marked,
  change: z.infer<typeof measurementChange>,
): Promise<MeasurementRow> => markRecord(tx, { secrets: measurementSecrets, find: findMeasurement }, which, change)
