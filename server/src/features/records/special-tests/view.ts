import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { SpecialTest } from '@polyclinic/contract/records/special-tests.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { SpecialTestRow } from './queries.ts'

export const specialTestSecrets = sealed('special_tests', { text, note: text })

export function specialTestView(
  row: SpecialTestRow,
  sealer: Sealer,
  can: (permission: Permission) => boolean,
): SpecialTest {
  const { text: words, note } = specialTestSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    ...(row.test && { test: row.test }),
    ...(words && { text: words }),
    ...(row.body_side && { bodySide: row.body_side }),
    result: row.result,
    examinedAt: row.examined_at,
    status: row.status,
    ...(note && { note }),
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
