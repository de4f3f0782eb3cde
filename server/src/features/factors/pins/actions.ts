import { sql } from 'kysely'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { endSeat, maxFailures, trySeat } from '../../identity/public.ts'
import { takeGuess, type TakenGuess } from '../guesses/actions.ts'
import { verifyPassword } from '../passwords/hashes.ts'
import { verifyPin } from './hashes.ts'
import { findSeat, type LockedSeat } from './queries.ts'

export const setPin = (accounts: AccountsTx, accountId: string, hash: string) =>
  accounts.run(sql`
    insert into auth.pin (user_id, hash) values (${accountId}, ${hash})
    on conflict (user_id) do update set hash = excluded.hash, changed_at = clock_timestamp()`)

export const removePin = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`delete from auth.pin where user_id = ${accountId}`)

interface Unlocking {
  seatId: string
  pin?: string
  password?: string
}

interface OpenableSeat {
  seat: LockedSeat
  byPassword: boolean
  guess: TakenGuess
}

/** Looks whether a seat may be opened. Every try is counted before it is looked at, so parallel ones gain nothing. */
export async function examineSeat(
  platform: Platform,
  request: CurrentRequest,
  { seatId, pin, password }: Unlocking,
): Promise<OpenableSeat> {
  const typed = pin ?? password
  if (typed === undefined) throw refuseField('pin', 'required', 'or a password is needed')
  const accounts = platform.databases.accounts
  const seat = await findSeat(accounts, platform, request.headers.cookie, seatId)
  if (!seat) throw refuse('link-ended')
  const [at, accountId] = [pin === undefined ? 'password' : 'pin', seat.user_id] as const
  const guess = await takeGuess(platform, request, { at, whose: accountId, accountId })
  const failures = await trySeat(accounts, seatId)
  if (failures === undefined) throw refuse('link-ended')
  if (await isRight(platform, seat, { seatId, pin, password })) return { seat, byPassword: at === 'password', guess }
  await platform.refusals.record(request, { kind: `${at}-refused`, accountId, details: { at: 'lock' } })
  if (failures < maxFailures) throw refuse('not-confirmed')
  const caller = { accountId, requestId: request.id, origin: 'web' }
  await inAccounts(platform.transactions, caller, { mode: 'write' }, (tx) => endSeat(tx, request, seatId, accountId))
  throw refuse('link-ended')
}

async function isRight({ master }: Platform, seat: LockedSeat, { pin, password }: Unlocking): Promise<boolean> {
  if (pin !== undefined) return seat.pin !== null && verifyPin(master, seat.user_id, pin, seat.pin)
  return seat.password !== null && verifyPassword({ hash: seat.password, password: password ?? '' })
}
