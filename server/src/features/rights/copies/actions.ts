import type { Recipient } from '@polyclinic/contract/rights/copy-words.ts'
import { recordExport } from '../../../kit/audit/exports.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { PatientScope } from '../../patients/public.ts'
import { findSubject } from './queries.ts'

/** That everything about a patient is given out, to whom and why, as an act of its own; the id of the record that it is about. */
export async function recordCopy(
  tx: TenantTx,
  patientId: string,
  told: { recipient: Recipient; reason?: string },
  scope: PatientScope,
): Promise<string> {
  const [id] = (await findSubject(tx, patientId, scope))?.ids ?? []
  if (!id) throw refuse('not-found')
  await recordExport(tx, 'patient-copy', told, id)
  return id
}
