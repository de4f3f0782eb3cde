import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { OutcomeAnswers } from '@polyclinic/contract/records/outcome-scores.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { json, sealed, text } from '../../../kit/crypto/sealed.ts'
import type { OutcomeRow } from './queries.ts'

/** What was answered, as far as it is more than the score. */
export type KeptAnswers = Pick<OutcomeAnswers, 'answers' | 'activities'>

export const outcomeSecrets = sealed('outcomes', { answers: json<KeptAnswers>(), note: text })

export function outcomeView(row: OutcomeRow, sealer: Sealer, can: (permission: Permission) => boolean): Outcome {
  const { answers: kept, note } = outcomeSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    measure: row.measure,
    ...(row.side && { side: row.side }),
    score: row.score,
    ...(kept?.answers && { answers: [...kept.answers] }),
    ...(kept?.activities && { activities: [...kept.activities] }),
    measuredAt: row.measured_at,
    status: row.status,
    ...(note && { note }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
