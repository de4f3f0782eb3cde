import { sql } from 'kysely'
import type { BodySide, ConditionStatus, Severity, Verification } from '@polyclinic/contract/records/condition-words.ts'
import { bool, bytea, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const conditionRow = shape({
  id: uuid,
  patient_id: uuid,
  code_system: nullable(text),
  code: nullable(text),
  text_sealed: bytea,
  note_sealed: nullable(bytea),
  status: textOf<ConditionStatus>(),
  verification: textOf<Verification>(),
  severity: nullable(textOf<Severity>()),
  body_side: nullable(textOf<BodySide>()),
  onset: nullable(text),
  abatement: nullable(text),
  is_cause_of_death: bool,
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type ConditionRow = RowOf<typeof conditionRow>

/** A date of a row of tenant.conditions, `c`, as far as it is known. */
export const partial = (name: 'onset' | 'abated') => sql`left(to_char(${sql.ref(`c.${name}_on`)}, 'YYYY-MM-DD'),
  case ${sql.ref(`c.${name}_precision`)} when 'year' then 4 when 'month' then 7 else 10 end)`

const columns = conditionRow.of('c', { onset: partial('onset'), abatement: partial('abated') })

/** For a reader (conditions_by_patient). Undefined where the caller sees no such patient. */
export async function readConditions(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
): Promise<ConditionRow[] | undefined> {
  const rows = await tx.all(leftJoined(conditionRow)`
    with ${patients.openChart(tx, patientId, scope, 'conditions')}
    select ${columns} from opened o left join tenant.conditions c
      on c.organization_id = ${tx.organization.id} and c.patient_id = o.patient_id
    order by array_position(array['active', 'inactive', 'resolved'], c.status), c.recorded_at desc, c.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findCondition = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    conditionRow`select ${columns} from tenant.conditions c
      join tenant.patients p on p.organization_id = c.organization_id and p.id = c.patient_id
      where c.organization_id = ${tx.organization.id} and c.id = ${id} ${patients.within(tx, scope)}`,
  )
