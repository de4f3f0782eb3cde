import { sql } from 'kysely'
import type pg from 'pg'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { SessionFacts } from '../../../kit/http/platform.ts'
import type { EventRow, SessionRow } from './view.ts'

export interface FoundSession extends SessionFacts {
  accountId: string
}

interface FoundRow {
  id: string
  user_id: string
  is_confirmed: boolean
  has_second_factor: boolean
  lock_after_minutes: number | null
}

// The strictest limits of the account's organizations and the machine's own lock hold in the statement that finds the
// session, so that no path passes them by. A touch is noted twice a minute at most.
const find = (key: string) => `with found as (
    select s.id, s.user_id, s.last_active_at, s.authenticated_at > clock_timestamp() - interval '10 minutes' as is_confirmed,
      s.second_factor_at is not null as has_second_factor, d.lock_after_minutes
    from auth.session s left join auth.device d on d.id = s.device_id, lateral control.session_limits(s.user_id) l
    where s.${key} = $1 and s.expires_at > clock_timestamp()
      and (l.idle is null or s.last_active_at > clock_timestamp() - l.idle)
      and (l.absolute is null or s.begun_at > clock_timestamp() - l.absolute)
      and (d.lock_after_minutes is null or s.last_active_at > clock_timestamp() - make_interval(mins => d.lock_after_minutes))
  ), touched as (
    update auth.session s set last_active_at = clock_timestamp(), updated_at = clock_timestamp(),
      expires_at = clock_timestamp() + interval '7 days'
    from found f where s.id = f.id and $2 and f.last_active_at < clock_timestamp() - interval '30 seconds')
  select id, user_id, is_confirmed, has_second_factor, lock_after_minutes from found`

/** The session of a cookie's token. A touch keeps it awake. */
export const findSessionByToken = (accounts: pg.Pool, token: string, isTouch: boolean) =>
  findBy(accounts, 'find-session', find('token'), token, isTouch)

/** The session that a JWT was issued in. */
export const findSessionById = (accounts: pg.Pool, id: string, isTouch: boolean) =>
  findBy(accounts, 'find-session-by-id', find('id'), id, isTouch)

async function findBy(
  accounts: pg.Pool,
  name: string,
  text: string,
  key: string,
  isTouch: boolean,
): Promise<FoundSession | undefined> {
  const { rows } = await accounts.query<FoundRow>({ name, text, values: [key, isTouch] })
  const row = rows[0]
  return (
    row && {
      id: row.id,
      accountId: row.user_id,
      isConfirmed: row.is_confirmed,
      hasSecondFactor: row.has_second_factor,
      ...(row.lock_after_minutes !== null && { lockAfterMinutes: row.lock_after_minutes }),
    }
  )
}

/** Not over the strictest limits of the account's organizations; of rows `s` with limits `l`. */
export const withinLimits = sql`s.expires_at > clock_timestamp()
  and (l.idle is null or s.last_active_at > clock_timestamp() - l.idle)
  and (l.absolute is null or s.begun_at > clock_timestamp() - l.absolute)`

const listed = (accountId: string) => sql<SessionRow>`
  select s.id, s.name, s.method, s.second_factor_at is not null as has_second_factor, s.begun_at, s.last_active_at,
    s.ip_address, s.user_agent, false as is_locked
  from auth.session s, lateral control.session_limits(s.user_id) l where s.user_id = ${accountId} and ${withinLimits}
  union all
  select s.id, s.session_name, s.method, s.second_factor_at is not null, s.begun_at, s.last_active_at, s.ip_address, s.user_agent, true
  from auth.seat s, lateral control.session_limits(s.user_id) l where s.user_id = ${accountId} and ${withinLimits}`

/** Where the account is signed in, and where it waits behind a lock; the latest first. */
export const sessionsOf = (accounts: AccountsTx, accountId: string) =>
  accounts.all(sql<SessionRow>`${listed(accountId)} order by last_active_at desc`)

export const findOwnSession = (accounts: AccountsTx, accountId: string, id: string) =>
  accounts.maybe(sql<SessionRow>`select * from (${listed(accountId)}) as every where id = ${id}`)

/** What happened to the account's safety, newest first. */
export const eventsOf = (accounts: AccountsTx, accountId: string, before: string | undefined, limit: number) =>
  accounts.all(sql<EventRow>`
    select id, at, kind, ip, user_agent, times from auth.security_event
    where user_id = ${accountId} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid) order by id desc limit ${limit}`)

/** Whoever a cookie's token is signed in as, also where that session is over its limits. */
export const sessionOfToken = (accounts: AccountsTx, token: string) =>
  accounts.maybe(sql<{ id: string; user_id: string }>`select id, user_id from auth.session where token = ${token}`)
