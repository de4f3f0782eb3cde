import type { Restriction } from '@polyclinic/contract/rights/restrictions.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { restrictionSecrets } from '../secrets.ts'
import type { RestrictionRow } from './queries.ts'

export interface Viewer {
  sealer: Sealer
  /** Of accounts, where they were asked for. */
  names?: ReadonlyMap<string, string>
}

export const authorOf = (id: string, names: Viewer['names']) => {
  const name = names?.get(id)
  return { id, ...(name && { name }) }
}

export function restrictionView(row: RestrictionRow, { sealer, names }: Viewer): Restriction {
  const { lifted_at: at, lifted_by: by } = row
  return {
    id: row.id,
    patientId: row.patient_id,
    ...restrictionSecrets.open(sealer, row),
    since: row.since,
    by: authorOf(row.restricted_by, names),
    ...(at && by && { lifted: { at, by: authorOf(by, names) } }),
  }
}
