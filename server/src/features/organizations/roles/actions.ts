import { sql } from 'kysely'
import type pg from 'pg'
import { fold } from '@polyclinic/contract/kit/text.ts'
import { builtInRoles, type BuiltInRole } from '@polyclinic/contract/kit/permission.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Entry } from '../../../kit/http/gate.ts'
import { requireVersion } from '../../../kit/http/operation.ts'
import { refuse, refuseField, type Refusal } from '../../../kit/http/refusal.ts'
import { findCustomRole, lockRoleInUse, type RoleRow } from './queries.ts'

/** The ticks of a role of this organization, built-in or its own. */
export async function permissionsOf(
  control: ControlTx,
  organizationId: string,
  key: string,
): Promise<readonly string[] | undefined> {
  if (Object.hasOwn(builtInRoles, key)) return builtInRoles[key as BuiltInRole]
  return (await findCustomRole(control, organizationId, key))?.permissions
}

/** Nobody can hand out, or take away, more than they may do themselves. */
export async function requireGrantable(
  control: ControlTx,
  entry: Entry,
  key: string,
  refusal: (reason: string) => Refusal,
): Promise<void> {
  const permissions = await permissionsOf(control, entry.entrance?.organizationId ?? '', key)
  if (!permissions) throw refusal('is not known here')
  if (!permissions.every((permission) => entry.rights?.permissions.has(permission)))
    throw refusal('may do more than you may yourself')
}

export async function addRole(
  control: ControlTx,
  organizationId: string,
  fields: { name: string; copyOf: string; permissions?: string[] },
): Promise<RoleRow> {
  const source = await permissionsOf(control, organizationId, fields.copyOf)
  if (!source) throw refuseField('copyOf', 'is not known here')
  const key = keyOf(fields.name)
  if (Object.hasOwn(builtInRoles, key)) throw refuse('already-exists')
  try {
    await control.run(
      db.insertInto('control.roles').values({
        organization_id: organizationId,
        key,
        name: fields.name,
        permissions: [...(fields.permissions ?? source)],
      }),
    )
  } catch (error) {
    if ((error as pg.DatabaseError).code === '23505') throw refuse('already-exists')
    throw error
  }
  return (await findCustomRole(control, organizationId, key)) as RoleRow
}

export async function changeRole(
  control: ControlTx,
  which: { organizationId: string; key: string; expectedVersion?: number },
  change: { name?: string; permissions?: string[] },
): Promise<RoleRow> {
  const before = await customRole(control, which.organizationId, which.key)
  requireVersion(before.version, which.expectedVersion)
  const changed = await control.run(
    db
      .updateTable('control.roles')
      .set({ name: change.name ?? before.name, permissions: change.permissions ?? before.permissions })
      .where('organization_id', '=', which.organizationId)
      .where('key', '=', which.key)
      .where('version', '=', before.version),
  )
  if (changed === 0) throw refuse('stale')
  return (await findCustomRole(control, which.organizationId, which.key)) as RoleRow
}

export async function removeRole(
  control: ControlTx,
  which: { organizationId: string; key: string; expectedVersion?: number },
): Promise<void> {
  const before = await customRole(control, which.organizationId, which.key)
  requireVersion(before.version, which.expectedVersion)
  if (await lockRoleInUse(control, which.organizationId, which.key)) throw refuse('in-use')
  await control.run(
    sql`delete from control.roles where organization_id = ${which.organizationId} and key = ${which.key}`,
  )
}

async function customRole(control: ControlTx, organizationId: string, key: string): Promise<RoleRow> {
  if (Object.hasOwn(builtInRoles, key)) throw refuse('wrong-state', { state: 'built-in' })
  const row = await findCustomRole(control, organizationId, key)
  if (!row) throw refuse('not-found')
  return row
}

/** `Front Desk!` → `front-desk`; names without Latin letters get a key that is stable for the name. */
function keyOf(name: string): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 50)
  return words.length >= 2 ? words : `role-${Buffer.from(name).toString('hex').slice(0, 24)}`
}
