import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Immunization } from '@polyclinic/contract/records/immunizations.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { ImmunizationRow } from './queries.ts'

export const immunizationSecrets = sealed('immunizations', { text, batch: text, site: text, note: text })

export function immunizationView(
  row: ImmunizationRow,
  sealer: Sealer,
  can: (permission: Permission) => boolean,
): Immunization {
  const { text: words = '', ...others } = immunizationSecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    ...(row.code && row.code_system && { code: { system: row.code_system, code: row.code } }),
    text: words,
    givenOn: row.given,
    ...others,
    ...(row.batch_expires_on && { batchExpiresOn: row.batch_expires_on }),
    ...(row.due_on && { dueOn: row.due_on }),
    status: row.status,
    recordedAt: row.recorded_at,
    ...(row.recorded_by && { recordedBy: row.recorded_by }),
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}
