import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Authenticated } from '../../../kit/http/platform.ts'

export const secretHash = (secret: string) => createHash('sha256').update(secret).digest()

/** How keys begin, so that people and scanners of leaked secrets recognize them. */
export const keyPrefix = 'pck_'

interface KeyRow {
  organization_id: string
  id: string
  account_id: string
  permissions: string[]
}

/** Whom an API key stands for; undefined where it is unknown, expired or revoked. */
export async function findApiKey(accounts: pg.Pool, key: string): Promise<Authenticated | undefined> {
  const { rows } = await accounts.query<KeyRow>({
    name: 'find-api-key',
    text: 'select * from control.find_api_key($1)',
    values: [secretHash(key)],
  })
  const row = rows[0]
  return (
    row && {
      accountId: row.account_id,
      by: 'key',
      bounds: { id: row.id, organizationId: row.organization_id, permissions: row.permissions },
    }
  )
}

interface TokenRow {
  user_id: string
  organization_id: string
  client_id: string
  scope: string | null
}

/** Whom an application's access token stands for (RFC 6750); its record is looked up by hash, so that it ends at once. */
export async function findAccessToken(accounts: pg.Pool, token: string): Promise<Authenticated | undefined> {
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
