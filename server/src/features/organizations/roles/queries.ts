import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'

export interface RoleRow {
  key: string
  name: string
  permissions: string[]
  is_clinical: boolean
  version: number
  member_count: number
}

const roles = (organizationId: string) => sql`
  select r.key, r.name, r.permissions, r.is_clinical, r.version,
    (select count(*) from control.memberships m where m.organization_id = r.organization_id and m.role_key = r.key) as member_count
  from control.roles r where r.organization_id = ${organizationId}`

export const listCustomRoles = (control: ControlTx, organizationId: string) =>
  control.all(sql<RoleRow>`${roles(organizationId)} order by r.name, r.key`)

export const findCustomRole = (control: ControlTx, organizationId: string, key: string) =>
  control.maybe(sql<RoleRow>`${roles(organizationId)} and r.key = ${key}`)

/** How many members hold each role. */
export async function countMembers(control: ControlTx, organizationId: string): Promise<Map<string, number>> {
  const rows = await control.all(
    sql<{
      role_key: string
      held: number
    }>`select role_key, count(*) as held from control.memberships where organization_id = ${organizationId} group by role_key`,
  )
  return new Map(rows.map((row) => [row.role_key, row.held]))
}

/** Members and open invitations that hold the role; locks the role's row first. */
export async function lockRoleInUse(control: ControlTx, organizationId: string, key: string): Promise<boolean> {
  await control.run(
    sql`select from control.roles where organization_id = ${organizationId} and key = ${key} for update`,
  )
  const { used } = await control.one(
    sql<{ used: boolean }>`
      select exists (select from control.memberships where organization_id = ${organizationId} and role_key = ${key})
        or exists (select from control.invitations where organization_id = ${organizationId} and role_key = ${key}
          and state = 'open') as used`,
  )
  return used
}
