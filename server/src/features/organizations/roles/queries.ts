import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { bigint, bool, int, nullable, text, texts } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const roleRow = shape({
  key: text,
  name: text,
  based_on: nullable(text),
  known_permissions: texts,
  permissions: texts,
  is_clinical: bool,
  version: int,
  member_count: bigint,
})

export type RoleRow = RowOf<typeof roleRow>

const memberCount = sql`(
  select count(*) from control.memberships m where m.organization_id = r.organization_id and m.role_key = r.key)`

const roles = (organizationId: string) => sql`
  select ${roleRow.of('r', { member_count: memberCount })} from control.roles r where r.organization_id = ${organizationId}`

export const listCustomRoles = (control: ControlTx, organizationId: string) =>
  control.all(roleRow`${roles(organizationId)} order by r.name, r.key`)

export const findCustomRole = (control: ControlTx, organizationId: string, key: string) =>
  control.maybe(roleRow`${roles(organizationId)} and r.key = ${key}`)

export async function countMembers(control: ControlTx, organizationId: string): Promise<Map<string, number>> {
  const rows = await control.all(
    shape({
      role_key: text,
      held: bigint,
    })`select role_key, count(*) as held from control.memberships where organization_id = ${organizationId} group by role_key`,
  )
  return new Map(rows.map((row) => [row.role_key, row.held]))
}

/** Members and open invitations that hold the role; locks the role's row first. */
export async function lockRoleInUse(control: ControlTx, organizationId: string, key: string): Promise<boolean> {
  await control.run(
    sql`select from control.roles where organization_id = ${organizationId} and key = ${key} for update`,
  )
  const { used } = await control.one(
    shape({ used: bool })`
      select exists (select from control.memberships where organization_id = ${organizationId} and role_key = ${key})
        or exists (select from control.invitations where organization_id = ${organizationId} and role_key = ${key}
          and state = 'open') as used`,
  )
  return used
}
