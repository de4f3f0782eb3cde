import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { secretHash } from '../programs/queries.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { withinLimits } from '../sessions/queries.ts'

const newToken = () => randomBytes(32).toString('base64url')

/**
 * Signs a program in: a session without a browser, which is the family of its refresh tokens. It has the second factor
 * of the session that made it, and can confirm nothing that its maker just confirmed.
 */
export async function beginProgram(
  accounts: AccountsTx,
  request: CurrentRequest,
  { accountId, sessionId, name, makerId }: { accountId: string; sessionId: string; name: string; makerId?: string },
): Promise<string> {
  const token = newToken()
  await accounts.run(sql`
    with family as (
      insert into auth.session (id, token, user_id, method, name, ip_address, user_agent, expires_at, updated_at,
        authenticated_at, second_factor_at)
      values (${sessionId}, ${newToken()}, ${accountId}, 'token', ${name}, ${request.ip},
        ${request.headers['user-agent']?.slice(0, 300) ?? null},
        clock_timestamp() + interval '7 days', clock_timestamp(), 'epoch',
        (select second_factor_at from auth.session where id = ${makerId ?? null}::uuid and user_id = ${accountId}))
      returning id)
    insert into auth.refresh_token (token_hash, session_id) select ${secretHash(token)}, id from family`)
  await recordSecurityEvent(accounts, request, { kind: 'program-signed-in', accountId, sessionId, details: { name } })
  return token
}

export type Refreshed =
  | { accountId: string; sessionId: string; refreshToken: string }
  /** The token was used before: its whole family has ended. */
  | 'reused'
  | 'unknown'

/** Takes a refresh token for the next one. Of two requests with one token the second ends the family (RFC 9700 §4.14.2). */
export async function useRefreshToken(
  accounts: AccountsTx,
  request: CurrentRequest,
  token: string,
): Promise<Refreshed> {
  const hash = secretHash(token)
  const family = await accounts.maybe(sql<{ session_id: string }>`
    update auth.refresh_token set used_at = clock_timestamp() where token_hash = ${hash} and used_at is null returning session_id`)
  if (!family) return endFamily(accounts, request, hash)
  const alive = await accounts.maybe(sql<{ user_id: string }>`
    update auth.session t set last_active_at = clock_timestamp(), updated_at = clock_timestamp(),
      expires_at = clock_timestamp() + interval '7 days'
    where t.id = (select s.id from auth.session s, lateral control.session_limits(s.user_id) l
      where s.id = ${family.session_id} and ${withinLimits})
    returning t.user_id`)
  if (!alive) return 'unknown'
  const refreshToken = newToken()
  await accounts.run(
    sql`insert into auth.refresh_token (token_hash, session_id) values (${secretHash(refreshToken)}, ${family.session_id})`,
  )
  return { accountId: alive.user_id, sessionId: family.session_id, refreshToken }
}

async function endFamily(accounts: AccountsTx, request: CurrentRequest, hash: Buffer): Promise<'reused' | 'unknown'> {
  const ended = await accounts.maybe(sql<{ id: string; user_id: string }>`
    delete from auth.session s using auth.refresh_token t where t.token_hash = ${hash} and s.id = t.session_id returning s.id, s.user_id`)
  if (!ended) return 'unknown'
  await recordSecurityEvent(accounts, request, {
    kind: 'refresh-token-reused',
    accountId: ended.user_id,
    sessionId: ended.id,
  })
  return 'reused'
}
