import type { AccountsTx, ControlTx, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { json, nullable, text, texts, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** What the schema of sign-ins holds of an account, without anything that opens something. */
export const everythingOfSignIns = (accounts: AccountsTx, accountId: string) =>
  accounts.one(shape({ kept: json<Record<string, unknown>>() })`
    select jsonb_build_object(
      'account', (select jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'emailVerified', u.email_verified,
          'image', u.image, 'createdAt', u.created_at, 'updatedAt', u.updated_at) from auth."user" u where u.id = ${accountId}),
      'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'method', s.method,
        'beganAt', s.begun_at, 'lastActiveAt', s.last_active_at,
        'expiresAt', s.expires_at, 'address', s.ip_address, 'browser', s.user_agent) order by s.begun_at), '[]')
        from auth.session s where s.user_id = ${accountId}),
      'lockedSessions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.session_name,
        'lockedAt', s.locked_at, 'address', s.ip_address, 'browser', s.user_agent)
          order by s.locked_at), '[]') from auth.seat s where s.user_id = ${accountId}),
      'knownDevices', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'since', k.since,
        'lastSeenAt', d.last_seen_at) order by k.since), '[]')
          from auth.known_device k join auth.device d on d.id = k.device_id where k.user_id = ${accountId}),
      'securityEvents', (select coalesce(jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind, 'address', e.ip,
        'browser', e.user_agent, 'times', e.times, 'details', e.details)
          order by e.id), '[]') from auth.security_event e where e.user_id = ${accountId})
    ) as kept`)

const membershipRow = shape({
  organizationId: uuid,
  kept: json<Record<string, unknown>>(),
})

export const membershipsOf = (control: ControlTx, accountId: string) =>
  control.all(membershipRow`
    select m.organization_id as "organizationId", jsonb_build_object('organization', o.name, 'slug', o.slug,
      'role', coalesce(r.name, m.role_key),
      'clinicIds', m.clinic_ids, 'joinedAt', m.joined_at) as kept
    from control.memberships m join control.organizations o on o.id = m.organization_id
    left join control.roles r on r.organization_id = m.organization_id and r.key = m.role_key
    where m.account_id = ${accountId} order by o.name`)

export const settingsOf = (control: ControlTx, accountId: string) =>
  control.one(
    shape({ language: text, patient_of: nullable(texts) })`
      select a.language, (select array_agg(d.organization_id::text) from control.account_directory d
        where d.account_id = a.id) as patient_of
      from control.accounts a where a.id = ${accountId}`,
  )

/** What a feature keeps of an account beside its sign-ins, for its own copy. */
export type KeptOfSignIns = (accounts: AccountsTx, accountId: string) => Promise<Record<string, unknown>>

export const keptOfSignIns = extensionPoint<KeptOfSignIns>('identity.kept-of-sign-ins')

/** What a feature keeps of an account for one organization in the control database, for its own copy. */
export type KeptOfAccount = (
  control: ControlTx,
  organizationId: string,
  accountId: string,
) => Promise<Record<string, unknown>>

export const keptOfAccounts = extensionPoint<KeptOfAccount>('identity.kept-of-accounts')

export const keptBy = (control: ControlTx, organizationId: string, accountId: string) =>
  control.one(shape({ kept: json<Record<string, unknown>>() })`
    select jsonb_build_object(
      'lastUsedAt', (select u.last_at from control.uses u where u.organization_id = ${organizationId} and u.user_id = ${accountId})
    ) as kept`)

/** What a feature shows the account of its linked patients, for its own copy; asked with the patient's own role. */
export type RecordsOfLinks = (tx: TenantTx) => Promise<Record<string, unknown>>

export const recordsOfLinks = extensionPoint<RecordsOfLinks>('identity.records-of-links')

export const listDeleting = (accounts: AccountsTx) =>
  accounts.all(
    shape({
      id: uuid,
    })`select id from auth."user" where deleting_at < statement_timestamp() - interval '10 seconds' limit 100`,
  )

export async function organizationsWithLinks(control: ControlTx, accountId: string): Promise<string[]> {
  const rows = await control.all(
    shape({ id: uuid })`select organization_id as id from control.account_directory where account_id = ${accountId}`,
  )
  return rows.map(({ id }) => id)
}
