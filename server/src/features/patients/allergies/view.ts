import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Allergies, Allergy } from '@polyclinic/contract/patients/allergies.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { allergySecrets } from '../warnings/secrets.ts'
import type { AllergyRow, NoneKnown } from './queries.ts'

export interface Viewer {
  sealer: Sealer
  can(permission: Permission): boolean
  /** Of accounts, where they were asked for. */
  names?: ReadonlyMap<string, string>
}

const authorOf = (id: string, names: Viewer['names']) => {
  const name = names?.get(id)
  return { id, ...(name && { name }) }
}

export function allergyView(row: AllergyRow, { sealer, can, names }: Viewer): Allergy {
  const { substance, reactions, onset, note } = allergySecrets.open(sealer, row)
  return {
    id: row.id,
    patientId: row.patient_id,
    substance: substance ?? {},
    category: row.category,
    type: row.type,
    criticality: row.criticality,
    clinicalStatus: row.clinical_status,
    verification: row.verification,
    reactions: reactions ?? [],
    ...(onset && { onset }),
    ...(note && { note }),
    recordedBy: authorOf(row.recorded_by, names),
    recordedAt: row.created_at,
    version: row.version,
    abilities: { update: can('charts.write') ? { allowed: true } : { allowed: false, reason: 'not-allowed' } },
  }
}

export const allergiesView = (rows: readonly AllergyRow[], noneKnown: NoneKnown, viewer: Viewer): Allergies => ({
  items: rows.map((row) => allergyView(row, viewer)),
  ...(noneKnown && { noneKnown: { at: noneKnown.asked_at, by: authorOf(noneKnown.asked_by, viewer.names) } }),
})
