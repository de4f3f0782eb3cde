import { sql } from 'kysely'
import type { BodySide, RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import type { SpecialTestName, SpecialTestResult } from '@polyclinic/contract/records/special-test-names.ts'
import { bytea, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const specialTestRow = shape({
  id: uuid,
  patient_id: uuid,
  test: nullable(textOf<SpecialTestName>()),
  text_sealed: nullable(bytea),
  body_side: nullable(textOf<BodySide>()),
  result: textOf<SpecialTestResult>(),
  examined_at: timestamptz,
  status: textOf<RecordStatus>(),
  note_sealed: nullable(bytea),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type SpecialTestRow = RowOf<typeof specialTestRow>

interface Asked {
  /** Behind which one the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  limit: number
}

/** For a reader, the newest first (special_tests_by_patient). Undefined where the caller sees no such patient. */
export async function readSpecialTests(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { after, limit }: Asked,
): Promise<SpecialTestRow[] | undefined> {
  const rows = await tx.all(leftJoined(specialTestRow)`
    with ${patients.openChart(tx, patientId, scope, 'special-tests')}
    select ${specialTestRow.of('x')} from opened o left join lateral (
      select * from tenant.special_tests x where x.organization_id = ${tx.organization.id} and x.patient_id = o.patient_id
        ${after ? sql`and (x.examined_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by x.examined_at desc, x.id desc limit ${limit}) x on true
    order by x.examined_at desc, x.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findSpecialTest = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    specialTestRow`select ${specialTestRow.of('x')} from tenant.special_tests x
      join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
      where x.organization_id = ${tx.organization.id} and x.id = ${id} ${patients.within(tx, scope)}`,
  )
