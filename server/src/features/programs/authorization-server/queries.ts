import type pg from 'pg'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, type Transactions } from '../../../kit/db/tenant-tx.ts'
import type { Authenticated } from '../../../kit/http/platform.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'

/** A record of the library: what it wrote, without the secret that leads to it. */
export async function findRecord(
  accounts: pg.Pool,
  model: string,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const { rows } = await accounts.query<{ payload: Record<string, unknown>; consumed: number | null }>({
    name: 'find-oauth-record',
    text: `select payload, extract(epoch from consumed_at)::float8 as consumed from auth.oauth_record
      where model = $1 and id_hash = $2 and expires_at > clock_timestamp()`,
    values: [model, secretHash(id)],
  })
  const row = rows[0]
  return row && { ...row.payload, jti: id, ...(row.consumed !== null && { consumed: Math.floor(row.consumed) }) }
}

export interface ClientRow {
  organization_id: string
  slug: string
  organization_name: string
  id: string
  name: string
  redirect_uris: string[]
  secret_hash: Buffer | null
  scopes: string[]
}

const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** An application that an organization has let in; undefined where nobody did, or it was shut out. */
export async function findClient(accounts: pg.Pool, id: string): Promise<ClientRow | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await accounts.query<ClientRow>({
    name: 'find-oauth-client',
    text: 'select * from control.find_oauth_client($1)',
    values: [id],
  })
  return rows[0]
}

/** What an application may learn of a person. */
export interface PersonRow {
  id: string
  name: string
  email: string
  email_verified: boolean
}

export async function findPerson(accounts: pg.Pool, id: string): Promise<PersonRow | undefined> {
  if (!isId(id)) return undefined
  const { rows } = await accounts.query<PersonRow>({
    name: 'find-oauth-person',
    text: 'select id, name, email, email_verified from auth."user" where id = $1 and deleting_at is null',
    values: [id],
  })
  return rows[0]
}

/** The grant that holds between a person and an application: the newest one. */
export async function findGrant(accounts: pg.Pool, accountId: string, clientId: string): Promise<string | undefined> {
  const { rows } = await accounts.query<{ grant_id: string }>({
    name: 'find-oauth-grant',
    text: `select payload ->> 'grantId' as grant_id from auth.oauth_record
      where model = 'Grant' and user_id = $1 and client_id = $2 and expires_at > clock_timestamp() order by created_at desc limit 1`,
    values: [accountId, clientId],
  })
  return rows[0]?.grant_id
}

/** When the person behind a session last proved who they are, in seconds since 1970. */
export async function provedAt(accounts: pg.Pool, sessionId: string): Promise<number | undefined> {
  const { rows } = await accounts.query<{ at: number }>({
    name: 'find-oauth-proof',
    text: 'select extract(epoch from authenticated_at)::float8 as at from auth.session where id = $1',
    values: [sessionId],
  })
  return rows[0] && Math.floor(rows[0].at)
}

export interface Standing {
  isMember: boolean
  needsSecondFactor: boolean
}

/** What an account is in an organization at this moment. */
export async function standingOf(
  transactions: Transactions,
  accountId: string,
  organizationId: string,
): Promise<Standing> {
  const tenant = await inControl(transactions, { accountId, requestId: 'oauth' }, { mode: 'read' }, (control) =>
    findTenantById(control, organizationId),
  )
  return {
    isMember: tenant?.membership !== undefined,
    needsSecondFactor: tenant?.membership?.needsSecondFactor ?? false,
  }
}

interface TokenRow {
  user_id: string
  organization_id: string
  client_id: string
  scope: string | null
}

/** Whom an application's access token stands for (RFC 6750); its record is looked up by hash, so that it ends at once. */
export async function callerByAccessToken(accounts: pg.Pool, token: string): Promise<Authenticated | undefined> {
  const { rows } = await accounts.query<TokenRow>({
    name: 'find-access-token',
    text: `select r.user_id, r.organization_id, r.client_id, r.payload ->> 'scope' as scope
      from auth.oauth_record r, control.find_oauth_client(r.client_id::uuid) c
      where r.model = 'AccessToken' and r.id_hash = $1 and r.expires_at > clock_timestamp() and r.consumed_at is null
        and r.user_id is not null and r.organization_id = c.organization_id
        and exists (select from auth.oauth_record g where g.model = 'Grant' and g.id_hash = r.grant_hash
          and g.expires_at > clock_timestamp())`,
    values: [secretHash(token)],
  })
  const row = rows[0]
  return (
    row && {
      accountId: row.user_id,
      by: 'app',
      bounds: { id: row.client_id, organizationId: row.organization_id, permissions: (row.scope ?? '').split(' ') },
    }
  )
}
