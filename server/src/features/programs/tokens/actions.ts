import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { secretHash } from '../../../kit/crypto/secret-hash.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import {
  beginProgramSession,
  endSessionById,
  keepProgramSession,
  recordSecurityEvent,
  type ProgramSession,
} from '../../identity/public.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const newToken = () => randomBytes(32).toString('base64url')

/** Signs a program in: a session without a browser, which is the family of its refresh tokens. */
export async function beginProgram(
  accounts: AccountsTx,
  request: CurrentRequest,
  session: ProgramSession,
): Promise<string> {
  await beginProgramSession(accounts, request, session)
  return nextToken(accounts, session.id)
}

async function nextToken(accounts: AccountsTx, sessionId: string): Promise<string> {
  const token = newToken()
  await accounts.run(
    sql`insert into auth.refresh_token (token_hash, session_id) values (${secretHash(token)}, ${sessionId})`,
  )
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
  const family = await accounts.maybe(shape({ session_id: uuid })`
    update auth.refresh_token set used_at = clock_timestamp() where token_hash = ${hash} and used_at is null returning session_id`)
  if (!family) return endFamily(accounts, request, hash)
  const accountId = await keepProgramSession(accounts, family.session_id)
  if (!accountId) return 'unknown'
  return { accountId, sessionId: family.session_id, refreshToken: await nextToken(accounts, family.session_id) }
}

async function endFamily(accounts: AccountsTx, request: CurrentRequest, hash: Buffer): Promise<'reused' | 'unknown'> {
  const family = await accounts.maybe(
    shape({ session_id: uuid })`select session_id from auth.refresh_token where token_hash = ${hash}`,
  )
  const accountId = family && (await endSessionById(accounts, family.session_id))
  if (!accountId) return 'unknown'
  await recordSecurityEvent(accounts, request, {
    kind: 'refresh-token-reused',
    accountId,
    sessionId: family.session_id,
  })
  return 'reused'
}
