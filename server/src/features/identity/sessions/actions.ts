import { randomBytes } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { cookieIn, sendCookie, type CookieKeys } from '../devices/cookies.ts'
import { deviceOf } from '../devices/actions.ts'
import { lockSession } from '../seats/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { sessionOfToken, withinLimits } from './queries.ts'
import { bigint, bool, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

export type SignInMethod = 'password' | 'passkey' | 'provider'

/** When somebody proved what; kept over a lock, so that unlocking gives back what there was and no more. */
export interface ProofTimes {
  authenticatedAt: string
  secondFactorAt: string | null
  begunAt: string
}

export interface Beginning {
  accountId: string
  method: SignInMethod
  hasSecondFactor: boolean
  name?: string | null
  proofTimes?: ProofTimes
}

export interface BegunSession {
  sessionId: string
  token: string
}

const newToken = () => randomBytes(32).toString('base64url')

/**
 * Begins a session in the browser that sends the request, under a token that nobody knew before, and gives it its
 * cookies. What this browser was signed in as ends; at a shared machine a colleague's session waits in its seat.
 */
export async function beginSession(
  accounts: AccountsTx,
  keys: CookieKeys,
  request: CurrentRequest,
  { accountId, method, hasSecondFactor, name, proofTimes }: Beginning,
): Promise<BegunSession> {
  const device = await deviceOf(accounts, keys, request)
  await releaseBrowser(accounts, keys, request, accountId)
  const [sessionId, token] = [newId(), newToken()]
  await accounts.run(sql`
    with known as (
      insert into auth.known_device (device_id, user_id) values (${device.id}, ${accountId}) on conflict do nothing
    ), taken as (
      delete from auth.seat where device_id = ${device.id} and user_id = ${accountId}
    )
    insert into auth.session (id, token, user_id, device_id, method, name, ip_address, user_agent, expires_at, updated_at,
      authenticated_at, second_factor_at, begun_at)
    values (${sessionId}, ${token}, ${accountId}, ${device.id}, ${method}, ${name ?? null}, ${request.ip},
      ${request.headers['user-agent']?.slice(0, 300) ?? null},
      clock_timestamp() + interval '7 days', clock_timestamp(),
      coalesce(${proofTimes?.authenticatedAt ?? null}::timestamptz, clock_timestamp()),
      case when ${hasSecondFactor} then coalesce(${proofTimes?.secondFactorAt ?? null}::timestamptz, clock_timestamp()) end,
      coalesce(${proofTimes?.begunAt ?? null}::timestamptz, clock_timestamp()))`)
  await recordSecurityEvent(accounts, request, {
    kind: proofTimes ? 'unlocked' : 'signed-in',
    accountId,
    sessionId,
    details: { method, hasSecondFactor },
  })
  sendCookie(accounts, keys, request, 'session_token', token)
  sendCookie(accounts, keys, request, 'sign_in', undefined)
  return { sessionId, token }
}

/** Whoever this browser is signed in as makes room: a colleague at a shared machine is locked, anything else ends. */
async function releaseBrowser(accounts: AccountsTx, keys: CookieKeys, request: CurrentRequest, accountId: string) {
  const token = cookieIn(request.headers.cookie, keys, 'session_token')
  if (!token) return
  const before = await accounts.maybe(shape({ id: uuid, user_id: uuid, is_shared: bool })`
    select s.id, s.user_id, d.lock_after_minutes is not null as is_shared from auth.session s left join auth.device d on d.id = s.device_id
    where s.token = ${token} for update of s`)
  if (!before) return
  if (!before.is_shared || before.user_id === accountId) {
    await accounts.run(sql`delete from auth.session where id = ${before.id}`)
    return
  }
  await lockSession(accounts, before.id)
  await recordSecurityEvent(accounts, request, {
    kind: 'locked',
    accountId: before.user_id,
    sessionId: before.id,
    details: { by: 'switch' },
  })
}

export interface ProgramSession {
  id: string
  accountId: string
  name: string
  makerId?: string
}

/**
 * A program's session, without a browser. It has the second factor of the session that made it, and can confirm nothing
 * that its maker just confirmed.
 */
export async function beginProgramSession(
  accounts: AccountsTx,
  request: CurrentRequest,
  { id, accountId, name, makerId }: ProgramSession,
): Promise<void> {
  await accounts.run(sql`
    insert into auth.session (id, token, user_id, method, name, ip_address, user_agent, expires_at, updated_at,
      authenticated_at, second_factor_at)
    values (${id}, ${newToken()}, ${accountId}, 'token', ${name}, ${request.ip},
      ${request.headers['user-agent']?.slice(0, 300) ?? null},
      clock_timestamp() + interval '7 days', clock_timestamp(), 'epoch',
      (select second_factor_at from auth.session where id = ${makerId ?? null}::uuid and user_id = ${accountId}))`)
  await recordSecurityEvent(accounts, request, {
    kind: 'program-signed-in',
    accountId,
    sessionId: id,
    details: { name },
  })
}

/** A program came for its session. Answers whose it is; nothing where it has ended or is over its limits. */
export async function keepProgramSession(accounts: AccountsTx, id: string): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ user_id: uuid })`
    update auth.session t set last_active_at = clock_timestamp(), updated_at = clock_timestamp(),
      expires_at = clock_timestamp() + interval '7 days'
    where t.id = (select s.id from auth.session s, lateral control.session_limits(s.user_id) l
      where s.id = ${id} and ${withinLimits})
    returning t.user_id`)
  return row?.user_id
}

/** Ends a session, whoever it belongs to. Answers whose it was. */
export async function endSessionById(accounts: AccountsTx, id: string): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ user_id: uuid })`
    delete from auth.session where id = ${id} returning user_id`)
  return row?.user_id
}

/** Minutes for which a proof of who one is opens what asks for it; the session is found by the same figure. */
const confirmedFor = 10

export interface Proof {
  hasSecondFactor: boolean
  /** Whether a first factor is all that the account has, said by whoever keeps factors. */
  isFirstFactorAlone: RawBuilder<unknown>
}

/**
 * The session's person has proved who they are. Answers until when that holds; nothing where the session has ended, or a
 * first factor proves half of it.
 */
export async function noteProof(
  accounts: AccountsTx,
  sessionId: string,
  { hasSecondFactor, isFirstFactorAlone }: Proof,
): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ until: timestamptz })`
    update auth.session set authenticated_at = clock_timestamp(),
      second_factor_at = case when ${hasSecondFactor} then clock_timestamp() else second_factor_at end
    where id = ${sessionId} and expires_at > clock_timestamp()
      and (${hasSecondFactor} or second_factor_at is not null or ${isFirstFactorAlone})
    returning authenticated_at + make_interval(mins => ${confirmedFor}::int) as until`)
  return row && new Date(row.until).toISOString()
}

/** No session of the account has shown a second factor, where `isWithout` holds. */
export async function forgetSecondFactor(
  accounts: AccountsTx,
  accountId: string,
  isWithout: RawBuilder<unknown>,
): Promise<void> {
  await accounts.run(sql`
    with seats as (update auth.seat set second_factor_at = null where user_id = ${accountId} and ${isWithout})
    update auth.session set second_factor_at = null where user_id = ${accountId} and ${isWithout}`)
}

/** A new token for a session that goes on: one that was seen before is worth nothing any more. */
export async function rotateSession(
  accounts: AccountsTx,
  keys: CookieKeys,
  request: CurrentRequest,
  sessionId: string,
): Promise<void> {
  const token = newToken()
  const found = await accounts.run(
    sql`update auth.session set token = ${token}, updated_at = clock_timestamp() where id = ${sessionId}`,
  )
  if (found) sendCookie(accounts, keys, request, 'session_token', token)
}

export async function renameSession(
  accounts: AccountsTx,
  accountId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const { renamed } = await accounts.one(shape({ renamed: bigint })`
    with sessions as (update auth.session set name = ${name} where id = ${id} and user_id = ${accountId} returning 1),
      seats as (update auth.seat set session_name = ${name} where id = ${id} and user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as renamed`)
  return renamed > 0
}

/** Ends one session or seat of the account, and the tokens that hang on it. False where there is none. */
export async function endSession(accounts: AccountsTx, accountId: string, id: string): Promise<boolean> {
  const { ended } = await accounts.one(shape({ ended: bigint })`
    with sessions as (delete from auth.session where id = ${id} and user_id = ${accountId} returning 1),
      seats as (delete from auth.seat where id = ${id} and user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as ended`)
  return ended > 0
}

export async function endSessions(accounts: AccountsTx, accountId: string, kept?: string): Promise<number> {
  const { ended } = await accounts.one(shape({ ended: bigint })`
    with sessions as (delete from auth.session where user_id = ${accountId} and id is distinct from ${kept ?? null}::uuid returning 1),
      seats as (delete from auth.seat where user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as ended`)
  return ended
}

export type SignInPlatform = Pick<Platform, 'config' | 'master' | 'databases' | 'transactions' | 'refusals'>

/** Ends the session of the cookie, also one that is over its limits; its tokens end with it. */
export async function signOut(platform: SignInPlatform, request: CurrentRequest): Promise<void> {
  const token = cookieIn(request.headers.cookie, platform, 'session_token')
  if (!token) return
  const caller = { requestId: request.id, origin: 'web' }
  await inAccounts(platform.transactions, caller, { mode: 'write' }, async (accounts) => {
    const session = await sessionOfToken(accounts, token)
    if (!session || !(await endSession(accounts, session.user_id, session.id))) return
    const { user_id: accountId, id: sessionId } = session
    await recordSecurityEvent(accounts, request, { kind: 'signed-out', accountId, sessionId })
  })
}
