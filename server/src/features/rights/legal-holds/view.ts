import type { LegalHold } from '@polyclinic/contract/rights/legal-holds.ts'
import { authorOf, type Viewer } from '../restrictions/view.ts'
import { holdSecrets } from '../secrets.ts'
import type { HoldRow } from './queries.ts'

export function holdView(row: HoldRow, { sealer, names }: Viewer): LegalHold {
  const { reason, lift_reason: liftReason } = holdSecrets.open(sealer, row)
  const { lifted_at: at, lifted_by: by } = row
  return {
    id: row.id,
    patientId: row.patient_id,
    ...(reason && { reason }),
    since: row.since,
    by: authorOf(row.held_by, names),
    ...(at && by && { lifted: { at, by: authorOf(by, names), ...(liftReason && { reason: liftReason }) } }),
  }
}
