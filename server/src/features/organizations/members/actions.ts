import { sql } from 'kysely'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { atVersion, changeVersioned } from '../../../kit/db/versioned.ts'
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
  const endsOwnership = change.role !== undefined && change.role !== 'owner'
  const owners = endsOwnership ? await lockOwners(control, which.organizationId) : []
  return changeVersioned({
    find: () => findMember(control, which.organizationId, which.accountId),
    expectedVersion: which.expectedVersion,
    write: (before) => {
      requireAnotherOwner(owners, which.accountId)
      return control.run(
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
    },
  })
}

export async function removeMember(control: ControlTx, which: Which): Promise<void> {
  const owners = await lockOwners(control, which.organizationId)
  await atVersion(() => findMember(control, which.organizationId, which.accountId), which.expectedVersion)
  requireAnotherOwner(owners, which.accountId)
  await control.run(
    sql`delete from control.memberships where organization_id = ${which.organizationId} and account_id = ${which.accountId}`,
  )
}

function requireAnotherOwner(owners: readonly string[], accountId: string): void {
  if (owners.length === 1 && owners[0] === accountId) throw refuse('last-owner')
}
