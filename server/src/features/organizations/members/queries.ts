import { sql } from 'kysely'
import type { ControlTx } from '../../../kit/db/tenant-tx.ts'
import { int, nullable, text, timestamptz, uuid, uuids } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const memberRow = shape({
  account_id: uuid,
  name: text,
  email: text,
  role_key: text,
  role_name: nullable(text),
  clinic_ids: nullable(uuids),
  joined_at: timestamptz,
  version: int,
})

export type MemberRow = RowOf<typeof memberRow>

const members = (organizationId: string) => sql`
  select m.account_id, a.name, a.email, m.role_key, r.name as role_name, m.clinic_ids, m.joined_at, m.version
  from control.memberships m
  join control.accounts a on a.id = m.account_id
  left join control.roles r on r.organization_id = m.organization_id and r.key = m.role_key
  where m.organization_id = ${organizationId}`

export const listMembers = (control: ControlTx, organizationId: string) =>
  control.all(memberRow`${members(organizationId)} order by a.name, m.account_id`)

export const findMember = (control: ControlTx, organizationId: string, accountId: string) =>
  control.maybe(memberRow`${members(organizationId)} and m.account_id = ${accountId}`)

/** Locks the owners' rows, so that two removals at once cannot leave none; answers who they are. */
export async function lockOwners(control: ControlTx, organizationId: string): Promise<string[]> {
  const rows = await control.all(
    shape({ account_id: uuid })`
      select account_id from control.memberships where organization_id = ${organizationId} and role_key = 'owner'
      order by account_id for update`,
  )
  return rows.map((row) => row.account_id)
}

/** Names of accounts that the organization knows: members, patients' and guardians' accounts; policies hide everybody else's. */
export async function accountNames(control: ControlTx, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await control.all(
    shape({
      id: uuid,
      name: text,
    })`select a.id, a.name from control.accounts a where a.id = any (${[...new Set(accountIds)]}::uuid[])`,
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const ownerRow = shape({
  account_id: uuid,
  email: text,
  language: text,
})

export const listOwners = (control: ControlTx, organizationId: string) =>
  control.all(ownerRow`
    select m.account_id, a.email, a.language from control.memberships m join control.accounts a on a.id = m.account_id
    where m.organization_id = ${organizationId} and m.role_key = 'owner' order by m.account_id`)
