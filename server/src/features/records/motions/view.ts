import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Motion } from '@polyclinic/contract/records/motions.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { MotionRow } from './queries.ts'

export const motionSecrets = sealed('motions', { note: text })

export function motionView(row: MotionRow, sealer: Sealer, can: (permission: Permission) => boolean): Motion {
  const { note } = motionSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    joint: row.joint,
    movement: row.movement,
    mode: row.mode,
    ...(row.left_degrees !== null && { left: row.left_degrees }),
    ...(row.right_degrees !== null && { right: row.right_degrees }),
    ...(row.middle_degrees !== null && { middle: row.middle_degrees }),
    measuredAt: row.measured_at,
    status: row.status,
    ...(note && { note }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
