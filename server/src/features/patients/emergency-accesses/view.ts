import type { EmergencyAccess } from '@polyclinic/contract/patients/emergency-accesses.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import type { CandidateRow, EmergencyRow } from './queries.ts'

export const emergencySecrets = sealed('emergency_accesses', { reason: text })

/** What was searched for stands in the audit for whoever must account for it, and for nobody else. */
export const sealSearch = (sealer: Sealer, id: string, search: string): Buffer =>
  sealer.seal({ table: 'audit_events', row: id, column: 'search_sealed' }, search)

const fullName = (row: { given_name: string; family_name: string | null }) =>
  [row.given_name, row.family_name].filter(Boolean).join(' ')

export const candidateView = (row: CandidateRow) => ({
  id: row.id,
  name: fullName(row),
  ...(row.birth_date && { birthDate: row.birth_date }),
  ...(row.species && { species: row.species }),
})

export function emergencyView(row: EmergencyRow, sealer: Sealer, names: ReadonlyMap<string, string>): EmergencyAccess {
  return {
    id: row.id,
    patient: { id: row.patient_id, name: fullName(row) },
    account: { id: row.account_id, name: names.get(row.account_id) ?? '' },
    reason: emergencySecrets.open(sealer, row).reason ?? '',
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
    ...(row.ended_at && { endedAt: row.ended_at }),
  }
}
