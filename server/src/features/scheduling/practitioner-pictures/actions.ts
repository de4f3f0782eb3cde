import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { pictures } from '../../files/public.ts'
import { findPractitioner } from '../practitioners/queries.ts'
import { practitionerPicture } from './queries.ts'

interface Which {
  id: string
  /** The clinics that the caller's role is scoped to: who also works elsewhere looks the same everywhere. */
  scope?: readonly string[]
  expectedVersion?: number
}

/** Answers its version; null: none. */
export async function setPicture(
  tx: TenantTx,
  { id, scope, expectedVersion }: Which,
  fileId: string | null,
): Promise<number> {
  const practitioner = await findPractitioner(tx, id, scope)
  if (!practitioner) throw refuse('not-found')
  if (practitioner.is_shared) throw refuse('shared-by-clinics')
  return pictures.setPicture(tx, practitionerPicture, { id, expectedVersion }, fileId)
}
