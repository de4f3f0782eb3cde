import { sql } from 'kysely'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'
import { clinicalRoles, isBuiltInRole, permissions, permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import { db } from '../../../database.ts'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import type { Access } from '../../../kit/http/gate.ts'
import { atVersion, changeVersioned, justWritten } from '../../../kit/db/versioned.ts'
import { refuse, refuseField, type Refusal } from '../../../kit/http/refusal.ts'
import { findCustomRole, lockRoleInUse, type RoleRow } from './queries.ts'
import { isDouble } from '../../../kit/thrown.ts'

interface RoleFacts {
  permissions: readonly string[]
  /** What it was asked about; a built-in role knows everything. */
  known: readonly string[]
  isClinical: boolean
}

export const isClinical = (key: string) => clinicalRoles.some((role) => role === key)

export async function findRole(
  control: ControlTx,
  organizationId: string,
  key: string,
): Promise<RoleFacts | undefined> {
  if (isBuiltInRole(key)) return { permissions: permissionsOf(key), known: permissions(), isClinical: isClinical(key) }
  const row = await findCustomRole(control, organizationId, key)
  return row && { permissions: row.permissions, known: row.known_permissions, isClinical: row.is_clinical }
}

/** Nobody can hand out, or take away, more than they may do themselves. */
export async function requireGrantable(
  control: ControlTx,
  access: Access,
  key: string,
  refusal: (code: IssueCode, reason: string) => Refusal,
): Promise<void> {
  const role = await findRole(control, access.tenant?.organizationId ?? '', key)
  if (!role) throw refusal('unknown', 'is not known here')
  if (!role.permissions.every((permission) => access.rights?.permissions.has(permission)))
    throw refusal('beyond-rights', 'may do more than you may yourself')
}

export async function addRole(
  control: ControlTx,
  organizationId: string,
  fields: { name: string; copyOf: string; permissions?: string[]; isClinical?: boolean },
): Promise<RoleRow> {
  const source = await findRole(control, organizationId, fields.copyOf)
  if (!source) throw refuseField('copyOf', 'unknown', 'is not known here')
  const key = keyOf(fields.name)
  if (isBuiltInRole(key)) throw refuse('already-exists')
  try {
    await control.run(
      db.insertInto('control.roles').values({
        organization_id: organizationId,
        key,
        name: fields.name,
        permissions: [...(fields.permissions ?? source.permissions)],
        based_on: fields.copyOf,
        // whoever ticks has seen everything; a plain copy is as undecided as what it was copied from
        known_permissions: [...(fields.permissions ? permissions() : source.known)],
        is_clinical: fields.isClinical ?? source.isClinical,
      }),
    )
  } catch (error) {
    if (isDouble(error)) throw refuse('already-exists')
    throw error
  }
  const row = await justWritten(findCustomRole(control, organizationId, key))
  await askForSecondFactor(control, organizationId, { key, isClinical: row.is_clinical, like: fields.copyOf })
  return row
}

/**
 * Nobody slips out of the organization's rule by a copy of a role: the copy of one that is asked for a second factor is
 * asked, too, and so is a clinical role where all of those are.
 */
async function askForSecondFactor(
  control: ControlTx,
  organizationId: string,
  role: { key: string; isClinical: boolean; like?: string },
): Promise<void> {
  await control.run(sql`
    update control.security_policies set second_factor_roles = second_factor_roles || ${role.key}::text
    where organization_id = ${organizationId} and not ${role.key} = any (second_factor_roles)
      and (${role.like ?? ''} = any (second_factor_roles)
        or (${role.isClinical} and second_factor_roles @> ${[...clinicalRoles]}::text[]))`)
}

export async function changeRole(
  control: ControlTx,
  which: { organizationId: string; key: string; expectedVersion?: number },
  change: { name?: string; permissions?: string[]; isClinical?: boolean },
): Promise<RoleRow> {
  return changeVersioned({
    find: () => customRole(control, which.organizationId, which.key),
    expectedVersion: which.expectedVersion,
    write: (before) =>
      control.run(
        db
          .updateTable('control.roles')
          .set({
            name: change.name ?? before.name,
            permissions: change.permissions ?? before.permissions,
            // what is not ticked here may not have been seen: it stays offered until somebody answers
            known_permissions: [...new Set([...before.known_permissions, ...(change.permissions ?? [])])],
            is_clinical: change.isClinical ?? before.is_clinical,
          })
          .where('organization_id', '=', which.organizationId)
          .where('key', '=', which.key)
          .where('version', '=', before.version),
      ),
    follow: async (before) => {
      if (change.isClinical && !before.is_clinical)
        await askForSecondFactor(control, which.organizationId, { key: which.key, isClinical: true })
    },
  })
}

export async function removeRole(
  control: ControlTx,
  which: { organizationId: string; key: string; expectedVersion?: number },
): Promise<void> {
  await atVersion(() => customRole(control, which.organizationId, which.key), which.expectedVersion)
  if (await lockRoleInUse(control, which.organizationId, which.key)) throw refuse('in-use')
  await control.run(sql`
    update control.roles c set based_on = r.based_on from control.roles r
    where c.organization_id = ${which.organizationId} and c.based_on = ${which.key}
      and r.organization_id = c.organization_id and r.key = c.based_on`)
  await control.run(
    sql`delete from control.roles where organization_id = ${which.organizationId} and key = ${which.key}`,
  )
  await control.run(sql`
    update control.security_policies set second_factor_roles = array_remove(second_factor_roles, ${which.key}::text)
    where organization_id = ${which.organizationId} and ${which.key} = any (second_factor_roles)`)
}

async function customRole(control: ControlTx, organizationId: string, key: string): Promise<RoleRow | undefined> {
  if (isBuiltInRole(key)) throw refuse('wrong-state', { state: 'built-in' })
  return findCustomRole(control, organizationId, key)
}

/** `Front Desk!` → `front-desk`; names without Latin letters get a key that is stable for the name. */
function keyOf(name: string): string {
  const words = fold(name)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 50)
  return words.length >= 2 ? words : `role-${Buffer.from(name).toString('hex').slice(0, 24)}`
}
