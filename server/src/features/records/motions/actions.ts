import { sql } from 'kysely'
import type { z } from 'zod'
import type { newMotions } from '@polyclinic/contract/records/motions.ts'
import type { RecordChange } from '@polyclinic/contract/records/outcomes.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { markRecord, subjectAt, type Marked } from '../subjects/actions.ts'
import { findMotion, findMotions, type MotionRow } from './queries.ts'
import { motionFault } from './rules.ts'
import { motionSecrets } from './view.ts'

export type NewMotions = z.infer<typeof newMotions>

/** Keeps all of them, or none. */
export async function addMotions(
  tx: TenantTx,
  patientId: string,
  { items, mode, measuredAt = new Date().toISOString(), note }: NewMotions,
  scope?: PatientScope,
  ids: readonly string[] = items.map(newId),
): Promise<MotionRow[]> {
  const subject = await subjectAt(tx, patientId, scope, { measuredAt })
  for (const [index, item] of items.entries()) {
    const fault = motionFault(item, subject)
    if (fault) throw refuseField(`items.${index}.${fault.field}`, fault.code, fault.message)
  }
  const rows = items.map(({ left, right, middle, ...of }, index) => ({
    id: ids[index],
    ...of,
    l: left,
    r: right,
    m: middle,
  }))
  const notes = ids.map((id) => motionSecrets.seal(tx.sealer, id, 'note', note))
  await tx.run(sql`
    insert into tenant.motions (organization_id, id, patient_id, joint, movement, mode, left_degrees, right_degrees, middle_degrees,
      measured_at, note_sealed, recorded_by)
    select ${tx.organization.id}, r.id, ${patientId}, r.joint, r.movement, ${mode}, r.l, r.r, r.m, ${measuredAt}, n.sealed,
      ${tx.caller.accountId ?? null}::uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, joint text, movement text, l int, r int, m int)
    join unnest(${[...ids]}::uuid[], ${notes}::bytea[]) as n (id, sealed) on n.id = r.id`)
  tx.announce(chartChanged, { patientId })
  return findMotions(tx, ids)
}

export const changeMotion = (tx: TenantTx, which: Marked, change: RecordChange): Promise<MotionRow> =>
  markRecord(tx, { secrets: motionSecrets, find: findMotion }, which, change)
