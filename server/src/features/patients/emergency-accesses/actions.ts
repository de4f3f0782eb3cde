import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { emergencyOpened } from '../events.ts'
import { findEmergency, type EmergencyRow } from './queries.ts'
import { emergencySecrets } from './view.ts'

export async function openInEmergency(
  tx: TenantTx,
  accountId: string,
  { patientId, reason }: { patientId: string; reason: string },
): Promise<EmergencyRow> {
  const id = newId()
  const opened = await tx.run(sql`
    insert into tenant.emergency_accesses (organization_id, id, patient_id, account_id, reason_sealed)
    select p.organization_id, ${id}, p.id, ${accountId}::uuid, ${emergencySecrets.seal(tx.sealer, id, 'reason', reason)}::bytea
    from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${patientId} and p.erased_at is null`)
  if (opened === 0) throw refuseField('patientId', 'unknown', 'is not known here')
  tx.announce(emergencyOpened, { accessId: id, accountId, patientId })
  return justWritten(findEmergency(tx, id))
}

export async function endEmergency(tx: TenantTx, accountId: string, id: string): Promise<EmergencyRow> {
  const changed = await tx.run(sql`
    update tenant.emergency_accesses set ended_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = ${id} and account_id = ${accountId} and ended_at is null and expires_at > now()`)
  const row = await findEmergency(tx, id)
  if (!row || row.account_id !== accountId) throw refuse('not-found')
  if (changed === 0) throw refuse('wrong-state', { state: row.ended_at ? 'ended' : 'expired' })
  return row
}
