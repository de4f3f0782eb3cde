import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { pictures } from '../../files/public.ts'
import type { Which } from '../patients/actions.ts'
import { findShownPicture, patientPicture } from './queries.ts'

/** Answers its version; null: none. */
export async function setPicture(tx: TenantTx, which: Which, fileId: string | null): Promise<number> {
  if (!(await findShownPicture(tx, which.id, which.scope))) throw refuse('not-found')
  return pictures.setPicture(tx, patientPicture, which, fileId)
}
