import { sql } from 'kysely'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { endSeat, mostFailures, reopenSeat, trySeat } from '../../identity/public.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { verifyPassword } from '../passwords/hashes.ts'
import { verifyPin } from './hashes.ts'
import { findSeat, type LockedSeat } from './queries.ts'

export const setPin = (accounts: AccountsTx, accountId: string, hash: string) =>
  accounts.run(sql`
    insert into auth.pin (user_id, hash) values (${accountId}, ${hash})
    on conflict (user_id) do update set hash = excluded.hash, changed_at = clock_timestamp()`)

export const removePin = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`delete from auth.pin where user_id = ${accountId}`)

export interface Unlocking {
  seatId: string
  pin?: string
  password?: string
}

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
  const failures = await trySeat(accounts, seatId)
  if (failures === undefined) throw refuse('link-ended')
  if (!(await isRight(platform, seat, { seatId, pin, password }))) {
    await platform.refusals.record(request, { kind: `${at}-refused`, accountId: seat.user_id, details: { at: 'lock' } })
    if (failures < mostFailures) throw refuse('not-confirmed')
    await inSeat(platform, request, seat, (tx) => endSeat(tx, request, seatId, seat.user_id))
    throw refuse('link-ended')
  }
  await inSeat(platform, request, seat, (tx) => reopenSeat(tx, platform, request, seatId, at === 'password'))
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
