import { ask } from '../../../kit/db/ask.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Session } from '@polyclinic/contract/identity/sessions.ts'
import type pg from 'pg'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { SessionFacts } from '../../../kit/http/platform.ts'
import { bool, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export interface OpenSession extends SessionFacts {
  accountId: string
}

const foundRow = shape({
  id: uuid,
  user_id: uuid,
  is_confirmed: bool,
  has_second_factor: bool,
  lock_after_minutes: nullable(int),
})

// The strictest limits of the account's organizations and the machine's own lock hold in the statement that finds the
// session, so that no path passes them by. A touch is noted twice a minute at most.
const found = (isIt: RawBuilder<unknown>, isTouch: boolean) => foundRow`with found as (
    select s.id, s.user_id, s.last_active_at, s.authenticated_at > clock_timestamp() - interval '10 minutes' as is_confirmed,
      s.second_factor_at is not null as has_second_factor, d.lock_after_minutes
    from auth.session s left join auth.device d on d.id = s.device_id, lateral control.session_limits(s.user_id) l
    where ${isIt} and s.expires_at > clock_timestamp()
      and (l.idle is null or s.last_active_at > clock_timestamp() - l.idle)
      and (l.absolute is null or s.begun_at > clock_timestamp() - l.absolute)
      and (d.lock_after_minutes is null or s.last_active_at > clock_timestamp() - make_interval(mins => d.lock_after_minutes))
  ), touched as (
    update auth.session s set last_active_at = clock_timestamp(), updated_at = clock_timestamp(),
      expires_at = clock_timestamp() + interval '7 days'
    from found f where s.id = f.id and ${isTouch} and f.last_active_at < clock_timestamp() - interval '30 seconds')
  select id, user_id, is_confirmed, has_second_factor, lock_after_minutes from found`

export const findSessionByToken = (accounts: pg.Pool, token: string, isTouch: boolean) =>
  findBy(accounts, sql`s.token = ${token}`, isTouch)

export const findSessionById = (accounts: pg.Pool, id: string, isTouch: boolean) =>
  findBy(accounts, sql`s.id = ${id}`, isTouch)

async function findBy(
  accounts: pg.Pool,
  isIt: RawBuilder<unknown>,
  isTouch: boolean,
): Promise<OpenSession | undefined> {
  const [row] = await ask(accounts, found(isIt, isTouch))
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

const sessionRow = shape({
  id: uuid,
  name: nullable(text),
  method: textOf<Session['method']>(),
  has_second_factor: bool,
  begun_at: timestamptz,
  last_active_at: timestamptz,
  ip_address: nullable(text),
  user_agent: nullable(text),
  is_locked: bool,
})

export type SessionRow = RowOf<typeof sessionRow>

const listed = (accountId: string) => sessionRow`
  select s.id, s.name, s.method, s.second_factor_at is not null as has_second_factor, s.begun_at, s.last_active_at,
    s.ip_address, s.user_agent, false as is_locked
  from auth.session s, lateral control.session_limits(s.user_id) l where s.user_id = ${accountId} and ${withinLimits}
  union all
  select s.id, s.session_name, s.method, s.second_factor_at is not null, s.begun_at, s.last_active_at, s.ip_address, s.user_agent, true
  from auth.seat s, lateral control.session_limits(s.user_id) l where s.user_id = ${accountId} and ${withinLimits}`

export const sessionsOf = (accounts: AccountsTx, accountId: string) =>
  accounts.all(sessionRow`${listed(accountId)} order by last_active_at desc`)

export const findOwnSession = (accounts: AccountsTx, accountId: string, id: string) =>
  accounts.maybe(sessionRow`select * from (${listed(accountId)}) as every where id = ${id}`)

const eventRow = shape({
  id: uuid,
  at: timestamptz,
  kind: text,
  ip: nullable(text),
  user_agent: nullable(text),
  times: int,
})

export type EventRow = RowOf<typeof eventRow>

export const eventsOf = (accounts: AccountsTx, accountId: string, before: string | undefined, limit: number) =>
  accounts.all(eventRow`
    select id, at, kind, ip, user_agent, times from auth.security_event
    where user_id = ${accountId} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid) order by id desc limit ${limit}`)

/** Whoever a cookie's token is signed in as, also where that session is over its limits. */
export const sessionOfToken = (accounts: AccountsTx, token: string) =>
  accounts.maybe(shape({ id: uuid, user_id: uuid })`select id, user_id from auth.session where token = ${token}`)
