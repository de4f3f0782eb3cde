import { ask } from '../../../kit/db/ask.ts'
import type pg from 'pg'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, type Transactions } from '../../../kit/db/tenant-tx.ts'
import type { Authenticated } from '../../../kit/http/platform.ts'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import { bool, bytea, double, json, nullable, text, texts, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export async function findRecord(
  accounts: pg.Pool,
  model: string,
  id: string,
): Promise<Record<string, unknown> | undefined> {
  const [row] = await ask(
    accounts,
    shape({ payload: json<Record<string, unknown>>(), consumed: nullable(double) })`
      select payload, extract(epoch from consumed_at)::float8 as consumed from auth.oauth_record
      where model = ${model} and id_hash = ${secretHash(id)} and expires_at > clock_timestamp()`,
  )
  return row && { ...row.payload, jti: id, ...(row.consumed !== null && { consumed: Math.floor(row.consumed) }) }
}

const clientRow = shape({
  organization_id: uuid,
  slug: text,
  organization_name: text,
  id: uuid,
  name: text,
  redirect_uris: texts,
  secret_hash: nullable(bytea),
  scopes: texts,
})

export type ClientRow = RowOf<typeof clientRow>

const isId = (value: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** An application that an organization has let in; undefined where nobody did, or it was shut out. */
export async function findClient(accounts: pg.Pool, id: string): Promise<ClientRow | undefined> {
  if (!isId(id)) return undefined
  const [row] = await ask(accounts, clientRow`select * from control.find_oauth_client(${id})`)
  return row
}

const personRow = shape({ id: uuid, name: text, email: text, email_verified: bool })

export type PersonRow = RowOf<typeof personRow>

export async function findPerson(accounts: pg.Pool, id: string): Promise<PersonRow | undefined> {
  if (!isId(id)) return undefined
  const [row] = await ask(
    accounts,
    personRow`select ${personRow.of('u')} from auth."user" u where u.id = ${id} and u.deleting_at is null`,
  )
  return row
}

export async function findGrant(accounts: pg.Pool, accountId: string, clientId: string): Promise<string | undefined> {
  const [row] = await ask(
    accounts,
    shape({ grant_id: text })`
      select payload ->> 'grantId' as grant_id from auth.oauth_record
      where model = 'Grant' and user_id = ${accountId} and client_id = ${clientId} and expires_at > clock_timestamp()
      order by created_at desc limit 1`,
  )
  return row?.grant_id
}

/** When the person behind a session last proved who they are, in seconds since 1970. */
export async function provedAt(accounts: pg.Pool, sessionId: string): Promise<number | undefined> {
  const [row] = await ask(
    accounts,
    shape({ at: double })`
      select extract(epoch from authenticated_at)::float8 as at from auth.session where id = ${sessionId}`,
  )
  return row && Math.floor(row.at)
}

export interface Standing {
  isMember: boolean
  needsSecondFactor: boolean
}

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

const tokenRow = shape({ user_id: uuid, organization_id: uuid, client_id: text, scope: nullable(text) })

/** Whom an application's access token stands for (RFC 6750); its record is looked up by hash, so that it ends at once. */
export async function callerByAccessToken(accounts: pg.Pool, token: string): Promise<Authenticated | undefined> {
  const [row] = await ask(
    accounts,
    tokenRow`
      select r.user_id, r.organization_id, r.client_id, r.payload ->> 'scope' as scope
      from auth.oauth_record r, control.find_oauth_client(r.client_id::uuid) c
      where r.model = 'AccessToken' and r.id_hash = ${secretHash(token)} and r.expires_at > clock_timestamp() and r.consumed_at is null
        and r.user_id is not null and r.organization_id = c.organization_id
        and exists (select from auth.oauth_record g where g.model = 'Grant' and g.id_hash = r.grant_hash
          and g.expires_at > clock_timestamp())`,
  )
  return (
    row && {
      accountId: row.user_id,
      by: 'app',
      bounds: { id: row.client_id, organizationId: row.organization_id, permissions: (row.scope ?? '').split(' ') },
    }
  )
}
