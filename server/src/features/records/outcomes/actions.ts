import { sql } from 'kysely'
import type { z } from 'zod'
import { outcomeMeasures, type OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import { scoreOf } from '@polyclinic/contract/records/outcome-scores.ts'
import type { newOutcome, RecordChange } from '@polyclinic/contract/records/outcomes.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { chartChanged } from '../events.ts'
import { markRecord, subjectAt, type Marked } from '../subjects/actions.ts'
import type { SubjectRow } from '../subjects/queries.ts'
import { findOutcome, type OutcomeRow } from './queries.ts'
import { outcomeSecrets } from './view.ts'

export type NewOutcome = z.infer<typeof newOutcome>

export async function addOutcome(
  tx: TenantTx,
  patientId: string,
  { measure, side, measuredAt = new Date().toISOString(), note, ...given }: NewOutcome,
  scope?: PatientScope,
  id: string = newId(),
): Promise<OutcomeRow> {
  const subject = await subjectAt(tx, patientId, scope, { measuredAt })
  refuseOther(measure, side, subject)
  const counted = scoreOf(measure, given)
  if ('fault' in counted) throw refuseField(counted.fault.path, counted.fault.code, 'is no answer of this measure')
  const { answers, activities } = given
  const kept = answers || activities ? { ...(answers && { answers }), ...(activities && { activities }) } : undefined
  await tx.run(sql`
    insert into tenant.outcomes (organization_id, id, patient_id, measure, side, score, answers_sealed, measured_at, note_sealed,
      recorded_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${measure}, ${side ?? null}, ${counted.score},
      ${outcomeSecrets.seal(tx.sealer, id, 'answers', kept)}, ${measuredAt}, ${outcomeSecrets.seal(tx.sealer, id, 'note', note)},
      ${tx.caller.accountId ?? null})`)
  tx.announce(chartChanged, { patientId })
  return justWritten(findOutcome(tx, id, undefined))
}

/** A measure of others, a side of one that has none, or none of one that has. */
function refuseOther(measure: OutcomeMeasure, side: 'left' | 'right' | undefined, subject: SubjectRow): void {
  const { subjects, hasSides } = outcomeMeasures[measure]
  if (!subjects.some((one) => one === (subject.kind === 'human' ? 'human' : subject.species)))
    throw refuseField('measure', 'kind', 'is not made for such a patient')
  if (hasSides && !side) throw refuseField('side', 'required', 'is measured at each side')
  if (side && !hasSides) throw refuseField('side', 'kind', 'is not measured at a side')
}

export const changeOutcome = (tx: TenantTx, which: Marked, change: RecordChange): Promise<OutcomeRow> =>
  markRecord(tx, { secrets: outcomeSecrets, find: findOutcome }, which, change)
