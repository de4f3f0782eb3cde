import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { practitionerChanged } from '../events.ts'
import { findPractitioner } from '../practitioners/queries.ts'
import { lockPicture } from './queries.ts'

interface Which {
  id: string
  /** The clinics that the caller's role is scoped to: who also works elsewhere looks the same everywhere. */
  scope?: readonly string[]
  expectedVersion?: number
}

/** Puts a portrait in the place of the one before, which is deleted; null: none. Answers its version. */
export async function setPicture(
  tx: TenantTx,
  { id, scope, expectedVersion }: Which,
  fileId: string | null,
): Promise<number> {
  const practitioner = await findPractitioner(tx, id, scope)
  if (!practitioner) throw refuse('not-found')
  if (practitioner.is_shared) throw refuse('shared-by-clinics')
  if (fileId !== null) await files.useFile(tx, fileId, 'portrait', 'fileId')
  if (expectedVersion === undefined && (await addPicture(tx, id, fileId))) return 1
  const before = await lockPicture(tx, id)
  requireVersion(before?.version ?? 0, expectedVersion)
  await tx.run(sql`
    update tenant.practitioner_pictures set file_id = ${fileId}
    where organization_id = ${tx.organization.id} and practitioner_id = ${id}`)
  if (before?.file_id) await files.discardFile(tx, before.file_id)
  tx.announce(practitionerChanged, { practitionerId: id })
  return (before?.version ?? 0) + 1
}

/** False where the practitioner had one before, or had it taken away. */
export async function addPicture(tx: TenantTx, practitionerId: string, fileId: string | null): Promise<boolean> {
  if (fileId === null) return false
  const added = await tx.run(sql`
    insert into tenant.practitioner_pictures (organization_id, practitioner_id, file_id)
    values (${tx.organization.id}, ${practitionerId}, ${fileId}) on conflict do nothing`)
  if (added > 0) tx.announce(practitionerChanged, { practitionerId })
  return added > 0
}
