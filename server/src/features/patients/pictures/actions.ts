import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { patientChanged } from '../events.ts'
import type { Which } from '../patients/actions.ts'
import { findShownPicture, lockPicture } from './queries.ts'

/** Puts a portrait in the place of the one before, which is deleted; null: none. Answers its version. */
export async function setPicture(
  tx: TenantTx,
  { id, scope, expectedVersion }: Which,
  fileId: string | null,
): Promise<number> {
  if (!(await findShownPicture(tx, id, scope))) throw refuse('not-found')
  if (fileId !== null) await files.useFile(tx, fileId, 'portrait', 'fileId')
  if (expectedVersion === undefined && (await addPicture(tx, id, fileId))) return 1
  const before = await lockPicture(tx, id)
  requireVersion(before?.version ?? 0, expectedVersion)
  await tx.run(sql`
    update tenant.patient_pictures set file_id = ${fileId} where organization_id = ${tx.organization.id} and patient_id = ${id}`)
  if (before?.file_id) await files.discardFile(tx, before.file_id)
  tx.announce(patientChanged, { patientId: id })
  return (before?.version ?? 0) + 1
}

/** False where the patient had one before, or had it taken away. */
export async function addPicture(tx: TenantTx, patientId: string, fileId: string | null): Promise<boolean> {
  if (fileId === null) return false
  const added = await tx.run(sql`
    insert into tenant.patient_pictures (organization_id, patient_id, file_id)
    values (${tx.organization.id}, ${patientId}, ${fileId}) on conflict do nothing`)
  if (added > 0) tx.announce(patientChanged, { patientId })
  return added > 0
}
