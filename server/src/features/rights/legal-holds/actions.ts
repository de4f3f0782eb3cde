import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { rightsChanged } from '../events.ts'
import { erasing } from '../../patients/public.ts'
import type { Who } from '../restrictions/actions.ts'
import { holdSecrets } from '../secrets.ts'
import { findHold, isKept, listHolds, type HoldRow } from './queries.ts'

/** Of an erasure at the same moment one comes first: it finds the hold, or the hold finds what is kept of them, or nobody. */
export async function hold(tx: TenantTx, patientId: string, reason: string, who: Who): Promise<HoldRow> {
  await lockOnFileOrKept(tx, patientId)
  const before = await listHolds(tx, patientId, who.scope)
  if (before.some((row) => row.lifted_at === null)) throw refuse('wrong-state', { state: 'on-hold' })
  const id = newId()
  await tx.run(sql`
    insert into tenant.legal_holds (organization_id, id, patient_id, reason_sealed, held_by)
    values (${tx.organization.id}, ${id}, ${patientId}, ${holdSecrets.seal(tx.sealer, id, 'reason', reason)}, ${who.accountId})`)
  tx.announce(rightsChanged, { patientId })
  return justWritten(findHold(tx, id, who.scope))
}

async function lockOnFileOrKept(tx: TenantTx, patientId: string): Promise<void> {
  if ((await erasing.lockWithMerged(tx, patientId)).length > 0) return
  const kept = await erasing.lockKept(tx, patientId)
  if (kept.length === 0 || !(await isKept(tx, patientId))) throw refuse('not-found')
}

export async function liftHold(tx: TenantTx, id: string, reason: string, who: Who): Promise<HoldRow> {
  const row = await findHold(tx, id, who.scope)
  if (!row) throw refuse('not-found')
  const lifted = await tx.run(sql`
    update tenant.legal_holds set lifted_at = clock_timestamp(), lifted_by = ${who.accountId},
      lift_reason_sealed = ${holdSecrets.seal(tx.sealer, id, 'lift_reason', reason)}
    where organization_id = ${tx.organization.id} and id = ${id} and lifted_at is null`)
  if (lifted === 0) throw refuse('wrong-state', { state: 'lifted' })
  // what waited for it need not wait for tomorrow
  await tx.run(sql`
    update tenant.rights_requests set erase_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and patient_id = ${row.patient_id} and erase_at is not null`)
  tx.announce(rightsChanged, { patientId: row.patient_id })
  return justWritten(findHold(tx, id, who.scope))
}
