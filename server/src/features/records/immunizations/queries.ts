import { sql } from 'kysely'
import { bytea, date, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const immunizationRow = shape({
  id: uuid,
  patient_id: uuid,
  code_system: nullable(text),
  code: nullable(text),
  text_sealed: bytea,
  given: text,
  batch_sealed: nullable(bytea),
  batch_expires_on: nullable(date),
  site_sealed: nullable(bytea),
  due_on: nullable(date),
  note_sealed: nullable(bytea),
  status: textOf<'completed' | 'entered-in-error'>(),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type ImmunizationRow = RowOf<typeof immunizationRow>

/** When a row of tenant.immunizations, `i`, was given, as far as it is known. */
export const given = sql`left(to_char(i.given_on, 'YYYY-MM-DD'),
  case i.given_precision when 'year' then 4 when 'month' then 7 else 10 end)`

const columns = immunizationRow.of('i', { given })

/** For a reader (immunizations_by_patient). Undefined where the caller sees no such patient. */
export async function readImmunizations(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
): Promise<ImmunizationRow[] | undefined> {
  const rows = await tx.all(leftJoined(immunizationRow)`
    with ${patients.openChart(tx, patientId, scope, 'immunizations')}
    select ${columns} from opened o left join tenant.immunizations i
      on i.organization_id = ${tx.organization.id} and i.patient_id = o.patient_id
    order by i.given_on desc, i.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findImmunization = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    immunizationRow`select ${columns} from tenant.immunizations i
      join tenant.patients p on p.organization_id = i.organization_id and p.id = i.patient_id
      where i.organization_id = ${tx.organization.id} and i.id = ${id} ${patients.within(tx, scope)}`,
  )
