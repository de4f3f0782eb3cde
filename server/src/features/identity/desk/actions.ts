import { sql } from 'kysely'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { verifyPassword } from '../accounts/passwords.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { beginSession, type SignInMethod } from '../sessions/actions.ts'
import { verifyPin } from './pins.ts'
import { findSeat, type LockedSeat } from './queries.ts'

export interface Unlocking {
  seatId: string
  pin?: string
  password?: string
}

/** Wrong ones after which a seat is gone and its person signs in anew. */
const mostFailures = 5

/** The seat becomes a session again. Every try is counted before it is looked at, so parallel ones gain nothing. */
export async function unlockSeat(
  platform: Platform,
  request: CurrentRequest,
  { seatId, pin, password }: Unlocking,
): Promise<{ id: string; name: string }> {
  const typed = pin ?? password
  if (typed === undefined) throw refuseField('pin', 'required', 'or a password is needed')
  const accounts = platform.databases.accounts
  const seat = await findSeat(accounts, platform, request.headers.cookie, seatId)
  if (!seat) throw refuse('link-ended')
  const at = pin === undefined ? 'password' : 'pin'
  const taken = await takeGuess(platform, request, { at, whose: seat.user_id, accountId: seat.user_id })
  const { rows } = await accounts.query<{ failures: number }>({
    name: 'try-seat',
    text: `update auth.seat set failures = failures + 1 where id = $1 and failures < ${mostFailures} returning failures`,
    values: [seatId],
  })
  const failures = rows[0]?.failures
  if (failures === undefined) throw refuse('link-ended')
  if (!(await isRight(platform, seat, { seatId, pin, password }))) {
    await platform.refusals.record(request, { kind: `${at}-refused`, accountId: seat.user_id, details: { at: 'lock' } })
    if (failures < mostFailures) throw refuse('not-confirmed')
    await inSeat(platform, request, seat, async (tx) => {
      await tx.run(sql`delete from auth.seat where id = ${seatId}`)
      await recordSecurityEvent(tx, request, {
        kind: 'session-ended',
        accountId: seat.user_id,
        details: { by: 'failures' },
      })
    })
    throw refuse('link-ended')
  }
  await inSeat(platform, request, seat, (tx) => goOn(tx, platform, request, seatId, at === 'password'))
  await giveBack(platform, taken)
  return { id: seat.user_id, name: seat.name }
}

const inSeat = <Result>(
  { transactions }: Platform,
  request: CurrentRequest,
  { user_id: accountId }: LockedSeat,
  work: (accounts: AccountsTx) => Promise<Result>,
) => inAccounts(transactions, { accountId, requestId: request.id, origin: 'web' }, { mode: 'write' }, work)

async function isRight({ master }: Platform, seat: LockedSeat, { pin, password }: Unlocking): Promise<boolean> {
  if (pin !== undefined) return seat.pin !== null && verifyPin(master, seat.user_id, pin, seat.pin)
  return seat.password !== null && verifyPassword({ hash: seat.password, password: password ?? '' })
}

interface Waiting {
  user_id: string
  session_name: string | null
  method: SignInMethod
  authenticated_at: string
  second_factor_at: string | null
  begun_at: string
}

/** A session with a token of its own that carries what the locked one had shown; a password proves anew who it is. */
async function goOn(
  accounts: AccountsTx,
  platform: Platform,
  request: CurrentRequest,
  seatId: string,
  isProved: boolean,
): Promise<void> {
  const seat = await accounts.maybe(sql<Waiting>`
    delete from auth.seat where id = ${seatId}
    returning user_id, session_name, method, authenticated_at, second_factor_at, begun_at`)
  if (!seat) throw refuse('link-ended')
  await beginSession(accounts, platform, request, {
    accountId: seat.user_id,
    method: seat.method,
    hasSecondFactor: seat.second_factor_at !== null,
    name: seat.session_name,
    carried: {
      authenticatedAt: isProved ? new Date().toISOString() : seat.authenticated_at,
      secondFactorAt: seat.second_factor_at,
      begunAt: seat.begun_at,
    },
  })
}

/** Signs a locked colleague out of this device. */
export async function leaveSeat(
  accounts: AccountsTx,
  request: CurrentRequest,
  deviceId: string,
  seatId: string,
): Promise<boolean> {
  const seat = await accounts.maybe(
    sql<{
      user_id: string
    }>`delete from auth.seat where id = ${seatId} and device_id = ${deviceId} returning user_id`,
  )
  if (seat)
    await recordSecurityEvent(accounts, request, {
      kind: 'signed-out',
      accountId: seat.user_id,
      details: { at: 'lock' },
    })
  return seat !== undefined
}

/**
 * Minutes after which this session's machine locks by itself; null: it is one person's own again, and whoever waits
 * there signs in anew. False where the session has no machine: a program's.
 */
export async function shareDesk(
  accounts: AccountsTx,
  request: CurrentRequest,
  sessionId: string,
  lockAfterMinutes: number | null,
): Promise<boolean> {
  const device = await accounts.maybe(sql<{ id: string }>`
    update auth.device d set lock_after_minutes = ${lockAfterMinutes} from auth.session s
    where s.id = ${sessionId} and d.id = s.device_id returning d.id`)
  if (!device) return false
  if (lockAfterMinutes !== null) return true
  const seats = await accounts.all(
    sql<{ user_id: string }>`delete from auth.seat where device_id = ${device.id} returning user_id`,
  )
  for (const { user_id: accountId } of seats)
    await recordSecurityEvent(accounts, request, { kind: 'signed-out', accountId, details: { at: 'lock' } })
  return true
}
