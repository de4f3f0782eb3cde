import { sql } from 'kysely'
import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import type { OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import { bytea, double, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const outcomeRow = shape({
  id: uuid,
  patient_id: uuid,
  measure: textOf<OutcomeMeasure>(),
  side: nullable(textOf<'left' | 'right'>()),
  score: double,
  answers_sealed: nullable(bytea),
  measured_at: timestamptz,
  status: textOf<RecordStatus>(),
  note_sealed: nullable(bytea),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type OutcomeRow = RowOf<typeof outcomeRow>

interface Asked {
  measure?: OutcomeMeasure
  /** Behind which one the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  limit: number
}

/** For a reader, the newest first (outcomes_by_patient, outcomes_by_measure). Undefined where the caller sees no such patient. */
export async function readOutcomes(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { measure, after, limit }: Asked,
): Promise<OutcomeRow[] | undefined> {
  const rows = await tx.all(leftJoined(outcomeRow)`
    with ${patients.openChart(tx, patientId, scope, 'outcomes')}
    select ${outcomeRow.of('x')} from opened o left join lateral (
      select * from tenant.outcomes x where x.organization_id = ${tx.organization.id} and x.patient_id = o.patient_id
        ${measure ? sql`and x.measure = ${measure}` : sql``}
        ${after ? sql`and (x.measured_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by x.measured_at desc, x.id desc limit ${limit}) x on true
    order by x.measured_at desc, x.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findOutcome = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    outcomeRow`select ${outcomeRow.of('x')} from tenant.outcomes x
      join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
      where x.organization_id = ${tx.organization.id} and x.id = ${id} ${patients.within(tx, scope)}`,
  )
