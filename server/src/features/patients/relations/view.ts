import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { relationSecrets } from '../answering/secrets.ts'
import type { RelationRow } from './queries.ts'

export const relationView = (row: RelationRow, sealer: Sealer): Relation => ({
  patientId: row.patient_id,
  patientName: [row.given_name, row.family_name].filter(Boolean).join(' '),
  ...(row.species && { species: row.species }),
  guardianId: row.guardian_id,
  guardianName: row.guardian_name,
  kind: row.kind,
  ...(row.share !== null && { sharePercent: row.share / 100 }),
  ...(row.begins_on && { from: row.begins_on }),
  ...(row.ends_on && { until: row.ends_on }),
  state: row.is_over ? 'ended' : row.is_running ? 'running' : 'ahead',
  permissions: row.permissions,
  isPreferred: row.is_preferred,
  afterwards: row.sees_until_then ? 'until-then' : 'nothing',
  ...(row.blocked_at && {
    blocked: { at: row.blocked_at, reason: relationSecrets.open(sealer, row).reason ?? '' },
  }),
  version: row.version,
})
