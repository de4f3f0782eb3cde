import type { Achievement, GoalStatus } from '@polyclinic/contract/records/goal-words.ts'
import type { OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import { bytea, date, double, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const goalRow = shape({
  id: uuid,
  patient_id: uuid,
  text_sealed: bytea,
  status: textOf<GoalStatus>(),
  achievement: textOf<Achievement>(),
  due_on: nullable(date),
  measure: nullable(textOf<OutcomeMeasure>()),
  threshold: nullable(double),
  note_sealed: nullable(bytea),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type GoalRow = RowOf<typeof goalRow>

/** For a reader (goals_by_patient). Undefined where the caller sees no such patient. */
export async function readGoals(tx: TenantTx, patientId: string, scope: PatientScope): Promise<GoalRow[] | undefined> {
  const rows = await tx.all(leftJoined(goalRow)`
    with ${patients.openChart(tx, patientId, scope, 'goals')}
    select ${goalRow.of('g')} from opened o left join tenant.goals g
      on g.organization_id = ${tx.organization.id} and g.patient_id = o.patient_id
    order by array_position(array['active', 'on-hold', 'completed', 'cancelled'], g.status), g.recorded_at desc, g.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findGoal = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    goalRow`select ${goalRow.of('g')} from tenant.goals g
      join tenant.patients p on p.organization_id = g.organization_id and p.id = g.patient_id
      where g.organization_id = ${tx.organization.id} and g.id = ${id} ${patients.within(tx, scope)}`,
  )
