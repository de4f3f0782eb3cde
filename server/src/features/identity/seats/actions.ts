import { ask } from '../../../kit/db/ask.ts'
import { sql } from 'kysely'
import type pg from 'pg'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { int, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

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
  const row = await accounts.maybe(shape({ id: uuid })`
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

export async function leaveSeat(
  accounts: AccountsTx,
  request: CurrentRequest,
  deviceId: string,
  seatId: string,
): Promise<boolean> {
  const seat = await accounts.maybe(
    shape({ user_id: uuid })`delete from auth.seat where id = ${seatId} and device_id = ${deviceId} returning user_id`,
  )
  if (seat)
    await recordSecurityEvent(accounts, request, {
      kind: 'signed-out',
      accountId: seat.user_id,
      details: { at: 'lock' },
    })
  return seat !== undefined
}

/** Wrong ones after which a seat is gone and its person signs in anew. */
export const maxFailures = 5

/** Counts a try before it is looked at, so parallel ones gain nothing. Answers how many there were; nothing where there were too many. */
export async function trySeat(accounts: pg.Pool, seatId: string): Promise<number | undefined> {
  const [row] = await ask(
    accounts,
    shape({ failures: int })`
      update auth.seat set failures = failures + 1 where id = ${seatId} and failures < ${maxFailures} returning failures`,
  )
  return row?.failures
}

export async function endSeat(
  accounts: AccountsTx,
  request: CurrentRequest,
  seatId: string,
  accountId: string,
): Promise<void> {
  await accounts.run(sql`delete from auth.seat where id = ${seatId}`)
  await recordSecurityEvent(accounts, request, { kind: 'session-ended', accountId, details: { by: 'failures' } })
}
