import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { cookieIn, sendCookie, type CookieKeys } from '../accounts/cookies.ts'
import { beginCeremony } from '../ceremonies/actions.ts'
import { deviceOf } from '../devices/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { factorsOf, withinLimits, type SecondFactorMethod } from './queries.ts'

export type SignInMethod = 'password' | 'passkey' | 'provider'

/** When somebody proved what; kept over a lock, so that unlocking gives back what there was and no more. */
export interface Carried {
  authenticatedAt: string
  secondFactorAt: string | null
  begunAt: string
}

export interface Beginning {
  accountId: string
  method: SignInMethod
  /** A second factor was shown. */
  hasSecondFactor: boolean
  /** How the person called this browser. */
  name?: string | null
  carried?: Carried
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
  { accountId, method, hasSecondFactor, name, carried }: Beginning,
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
      coalesce(${carried?.authenticatedAt ?? null}::timestamptz, clock_timestamp()),
      case when ${hasSecondFactor} then coalesce(${carried?.secondFactorAt ?? null}::timestamptz, clock_timestamp()) end,
      coalesce(${carried?.begunAt ?? null}::timestamptz, clock_timestamp()))`)
  await recordSecurityEvent(accounts, request, {
    kind: carried ? 'unlocked' : 'signed-in',
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
  const before = await accounts.maybe(sql<{ id: string; user_id: string; is_shared: boolean }>`
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

const lasting = 'method, authenticated_at, second_factor_at, begun_at, last_active_at, expires_at'
const seatColumns = sql.raw(`device_id, user_id, session_name, user_agent, ip_address, ${lasting}`)
const ofSession = sql.raw(`device_id, user_id, name, user_agent, ip_address, ${lasting}`)
// the seat of an earlier session of the same person at the same machine
const replacing = sql.raw(`on conflict (device_id, user_id) do update set
  id = control.uuid_v7(), session_name = excluded.session_name, user_agent = excluded.user_agent,
  ip_address = excluded.ip_address, method = excluded.method,
  authenticated_at = excluded.authenticated_at, second_factor_at = excluded.second_factor_at, begun_at = excluded.begun_at,
  last_active_at = excluded.last_active_at, expires_at = excluded.expires_at, failures = 0, locked_at = clock_timestamp()`)

/** The session becomes a seat: from here on there is nothing that a cookie or a token could stand for. */
export async function lockSession(accounts: AccountsTx, sessionId: string): Promise<string | undefined> {
  const row = await accounts.maybe(sql<{ id: string }>`
    with ended as (delete from auth.session where id = ${sessionId} and device_id is not null and method <> 'token' returning *)
    insert into auth.seat (${seatColumns}) select ${ofSession} from ended ${replacing}
    returning id`)
  return row?.id
}

/** A session whose person was merely remembered becomes a seat, which has proved nothing yet. */
export async function lockUnproved(accounts: AccountsTx, sessionId: string): Promise<void> {
  await accounts.run(sql`update auth.session set authenticated_at = 'epoch' where id = ${sessionId}`)
  await lockSession(accounts, sessionId)
}

/**
 * Sessions at shared machines that nobody touched for too long are no sessions already: here they become seats. Of one
 * device, or of all. Answers how many.
 */
export const lockOverdue = (accounts: AccountsTx, deviceId?: string): Promise<number> =>
  accounts.run(sql`
    with due as (
      select s.id from auth.device d join auth.session s on s.device_id = d.id
      where d.lock_after_minutes is not null and (${deviceId ?? null}::uuid is null or d.id = ${deviceId ?? null}::uuid)
        and s.last_active_at <= clock_timestamp() - make_interval(mins => d.lock_after_minutes)
      order by s.id for update of s skip locked
    ), ended as (
      delete from auth.session s using due where s.id = due.id returning s.*
    ), seated as (
      insert into auth.seat (${seatColumns})
      select distinct on (device_id, user_id) ${ofSession} from ended order by device_id, user_id, last_active_at desc ${replacing}
    )
    insert into auth.security_event (user_id, kind, session_id, details) select user_id, 'locked', id, '{"by":"time"}' from ended`)

export interface ProgramSession {
  id: string
  accountId: string
  name: string
  /** The session that makes it. */
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
  const row = await accounts.maybe(sql<{ user_id: string }>`
    update auth.session t set last_active_at = clock_timestamp(), updated_at = clock_timestamp(),
      expires_at = clock_timestamp() + interval '7 days'
    where t.id = (select s.id from auth.session s, lateral control.session_limits(s.user_id) l
      where s.id = ${id} and ${withinLimits})
    returning t.user_id`)
  return row?.user_id
}

/** Ends a session, whoever it belongs to. Answers whose it was. */
export async function endSessionById(accounts: AccountsTx, id: string): Promise<string | undefined> {
  const row = await accounts.maybe(sql<{ user_id: string }>`
    delete from auth.session where id = ${id} returning user_id`)
  return row?.user_id
}

/** The first factor was right. Without a second one the session begins; else the sign-in waits for it, ten minutes at most. */
export async function completeFirstFactor(
  accounts: AccountsTx,
  keys: CookieKeys,
  request: CurrentRequest,
  accountId: string,
  method: SignInMethod,
): Promise<{ methods: SecondFactorMethod[] } | BegunSession> {
  const methods = await factorsOf(accounts, accountId)
  if (methods.length === 0) return beginSession(accounts, keys, request, { accountId, method, hasSecondFactor: false })
  const secret = await beginCeremony(accounts, { kind: 'second-factor', accountId, data: { method } })
  sendCookie(accounts, keys, request, 'sign_in', secret)
  return { methods }
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
  const { renamed } = await accounts.one(sql<{ renamed: number }>`
    with sessions as (update auth.session set name = ${name} where id = ${id} and user_id = ${accountId} returning 1),
      seats as (update auth.seat set session_name = ${name} where id = ${id} and user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as renamed`)
  return renamed > 0
}

/** Ends one session or seat of the account, and the tokens that hang on it. False where there is none. */
export async function endSession(accounts: AccountsTx, accountId: string, id: string): Promise<boolean> {
  const { ended } = await accounts.one(sql<{ ended: number }>`
    with sessions as (delete from auth.session where id = ${id} and user_id = ${accountId} returning 1),
      seats as (delete from auth.seat where id = ${id} and user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as ended`)
  return ended > 0
}

/** Ends all sessions and seats of the account but one. Answers how many. */
export async function endSessions(accounts: AccountsTx, accountId: string, kept?: string): Promise<number> {
  const { ended } = await accounts.one(sql<{ ended: number }>`
    with sessions as (delete from auth.session where user_id = ${accountId} and id is distinct from ${kept ?? null}::uuid returning 1),
      seats as (delete from auth.seat where user_id = ${accountId} returning 1)
    select (select count(*) from sessions) + (select count(*) from seats) as ended`)
  return ended
}
