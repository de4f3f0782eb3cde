import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Goal } from '@polyclinic/contract/records/goals.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { GoalRow } from './queries.ts'

export const goalSecrets = sealed('goals', { text, note: text })

export function goalView(row: GoalRow, sealer: Sealer, can: (permission: Permission) => boolean): Goal {
  const { text: words = '', note } = goalSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    text: words,
    status: row.status,
    achievement: row.achievement,
    ...(row.due_on && { dueOn: row.due_on }),
    ...(row.measure && { measure: row.measure }),
    ...(row.threshold !== null && { threshold: row.threshold }),
    ...(note && { note }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
