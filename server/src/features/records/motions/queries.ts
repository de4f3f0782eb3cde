import { sql } from 'kysely'
import type { RecordStatus } from '@polyclinic/contract/records/condition-words.ts'
import type { Joint, MotionMode, Movement } from '@polyclinic/contract/records/motion-joints.ts'
import { bytea, int, nullable, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { leftJoined, shape, type RowOf } from '../../../kit/db/row.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientScope } from '../../patients/public.ts'

export const motionRow = shape({
  id: uuid,
  patient_id: uuid,
  joint: textOf<Joint>(),
  movement: textOf<Movement>(),
  mode: textOf<MotionMode>(),
  left_degrees: nullable(int),
  right_degrees: nullable(int),
  middle_degrees: nullable(int),
  measured_at: timestamptz,
  status: textOf<RecordStatus>(),
  note_sealed: nullable(bytea),
  recorded_at: timestamptz,
  recorded_by: nullable(uuid),
  version: int,
})

export type MotionRow = RowOf<typeof motionRow>

interface Asked {
  /** Behind which one the page begins: its moment and its id. */
  after?: readonly [at: string, id: string]
  limit: number
}

/** For a reader, the newest first (motions_by_patient). Undefined where the caller sees no such patient. */
export async function readMotions(
  tx: TenantTx,
  patientId: string,
  scope: PatientScope,
  { after, limit }: Asked,
): Promise<MotionRow[] | undefined> {
  const rows = await tx.all(leftJoined(motionRow)`
    with ${patients.openChart(tx, patientId, scope, 'motions')}
    select ${motionRow.of('x')} from opened o left join lateral (
      select * from tenant.motions x where x.organization_id = ${tx.organization.id} and x.patient_id = o.patient_id
        ${after ? sql`and (x.measured_at, x.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
      order by x.measured_at desc, x.id desc limit ${limit}) x on true
    order by x.measured_at desc, x.id desc`)
  return rows.length === 0 ? undefined : rows.filter((row) => row.id !== null)
}

/** Where the caller may see the patient. */
export const findMotion = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.maybe(
    motionRow`select ${motionRow.of('x')} from tenant.motions x
      join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id
      where x.organization_id = ${tx.organization.id} and x.id = ${id} ${patients.within(tx, scope)}`,
  )

export const findMotions = (tx: TenantTx, ids: readonly string[]) =>
  tx.all(
    motionRow`select ${motionRow.of('x')} from tenant.motions x
      where x.organization_id = ${tx.organization.id} and x.id = any (${[...ids]}::uuid[])
      order by array_position(${[...ids]}::uuid[], x.id)`,
  )
