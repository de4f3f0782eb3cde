import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { ConditionRow } from './queries.ts'

export const conditionSecrets = sealed('conditions', { text, note: text })

export function conditionView(row: ConditionRow, sealer: Sealer, can: (permission: Permission) => boolean): Condition {
  const { text: words = '', note } = conditionSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    ...(row.code && row.code_system && { code: { system: row.code_system, code: row.code } }),
    text: words,
    status: row.status,
    verification: row.verification,
    ...(row.severity && { severity: row.severity }),
    ...(row.body_side && { bodySide: row.body_side }),
    ...(row.onset && { onset: row.onset }),
    ...(row.abatement && { abatement: row.abatement }),
    ...(note && { note }),
    isCauseOfDeath: row.is_cause_of_death,
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
