import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { erasing, type PatientScope } from '../../patients/public.ts'
import { rightsChanged } from '../events.ts'
import { restrictionSecrets } from '../secrets.ts'
import { findRestriction, listRestrictions, type RestrictionRow } from './queries.ts'

export interface Who {
  accountId: string
  scope: PatientScope
}

/** The record and those that were merged into it; refused where the caller does not see it. */
export async function lockSeen(tx: TenantTx, patientId: string): Promise<string[]> {
  const ids = await erasing.lockWithMerged(tx, patientId)
  if (ids.length === 0) throw refuse('not-found')
  return ids
}

export async function restrict(
  tx: TenantTx,
  patientId: string,
  reason: string,
  { accountId, scope }: Who,
): Promise<RestrictionRow> {
  const ids = await lockSeen(tx, patientId)
  const before = await listRestrictions(tx, patientId, scope)
  if (before.some((row) => row.lifted_at === null)) throw refuse('wrong-state', { state: 'restricted' })
  const id = newId()
  await tx.run(sql`
    insert into tenant.restrictions (organization_id, id, patient_id, reason_sealed, restricted_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${restrictionSecrets.seal(tx.sealer, id, 'reason', reason)}, ${accountId})`)
  await erasing.setRestricted(tx, ids, true)
  tx.announce(rightsChanged, { patientId })
  return justWritten(findRestriction(tx, id, scope))
}

export async function liftRestriction(tx: TenantTx, id: string, { accountId, scope }: Who): Promise<RestrictionRow> {
  const row = await findRestriction(tx, id, scope)
  if (!row) throw refuse('not-found')
  const ids = await lockSeen(tx, row.patient_id)
  const lifted = await tx.run(sql`
    update tenant.restrictions set lifted_at = clock_timestamp(), lifted_by = ${accountId}
    where organization_id = ${tx.organization.id} and id = ${id} and lifted_at is null`)
  if (lifted === 0) throw refuse('wrong-state', { state: 'lifted' })
  // of two records that were merged, the other one may have been restricted for a reason of its own
  const others = await listRestrictions(tx, row.patient_id, scope)
  if (others.every(({ lifted_at }) => lifted_at !== null)) await erasing.setRestricted(tx, ids, false)
  tx.announce(rightsChanged, { patientId: row.patient_id })
  return justWritten(findRestriction(tx, id, scope))
}
