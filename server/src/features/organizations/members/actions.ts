import { sql } from 'kysely'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { requireVersion } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { findMember, lockOwners, type MemberRow } from './queries.ts'

interface Which {
  organizationId: string
  accountId: string
  expectedVersion?: number
}

export async function changeMember(
  control: ControlTx,
  which: Which,
  change: { role?: string; clinicIds?: string[] | null },
): Promise<MemberRow> {
  const before = await memberToChange(control, which, change.role !== undefined && change.role !== 'owner')
  const changed = await control.run(
    db
      .updateTable('control.memberships')
      .set({
        role_key: change.role ?? before.role_key,
        clinic_ids: change.clinicIds === undefined ? before.clinic_ids : change.clinicIds,
      })
      .where('organization_id', '=', which.organizationId)
      .where('account_id', '=', which.accountId)
      .where('version', '=', before.version),
  )
  if (changed === 0) throw refuse('stale')
  return (await findMember(control, which.organizationId, which.accountId)) as MemberRow
}

export async function removeMember(control: ControlTx, which: Which): Promise<void> {
  await memberToChange(control, which, true)
  await control.run(
    sql`delete from control.memberships where organization_id = ${which.organizationId} and account_id = ${which.accountId}`,
  )
}

async function memberToChange(
  control: ControlTx,
  { organizationId, accountId, expectedVersion }: Which,
  endsOwnership: boolean,
): Promise<MemberRow> {
  const owners = endsOwnership ? await lockOwners(control, organizationId) : []
  const member = await findMember(control, organizationId, accountId)
  if (!member) throw refuse('not-found')
  requireVersion(member.version, expectedVersion)
  if (owners.length === 1 && owners[0] === accountId) throw refuse('last-owner')
  return member
}
