import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import type { CookieKeys } from '../devices/cookies.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { beginSession, type SignInMethod } from '../sessions/actions.ts'
import { nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

const waitingRow = shape({
  user_id: uuid,
  session_name: nullable(text),
  method: textOf<SignInMethod>(),
  authenticated_at: timestamptz,
  second_factor_at: nullable(timestamptz),
  begun_at: timestamptz,
})

/** A session with a token of its own that carries what the locked one had shown; a password proves anew who it is. */
export async function reopenSeat(
  accounts: AccountsTx,
  keys: CookieKeys,
  request: CurrentRequest,
  seatId: string,
  isProved: boolean,
): Promise<void> {
  const seat = await accounts.maybe(waitingRow`
    delete from auth.seat where id = ${seatId}
    returning user_id, session_name, method, authenticated_at, second_factor_at, begun_at`)
  if (!seat) throw refuse('link-ended')
  await beginSession(accounts, keys, request, {
    accountId: seat.user_id,
    method: seat.method,
    hasSecondFactor: seat.second_factor_at !== null,
    name: seat.session_name,
    proofTimes: {
      authenticatedAt: isProved ? new Date().toISOString() : seat.authenticated_at,
      secondFactorAt: seat.second_factor_at,
      begunAt: seat.begun_at,
    },
  })
}

/**
 * Minutes after which this session's machine locks by itself; null: it is one person's own again, and whoever waits
 * there signs in anew. False where the session has no machine: a program's.
 */
export async function shareMachine(
  accounts: AccountsTx,
  request: CurrentRequest,
  sessionId: string,
  lockAfterMinutes: number | null,
): Promise<boolean> {
  const device = await accounts.maybe(shape({ id: uuid })`
    update auth.device d set lock_after_minutes = ${lockAfterMinutes} from auth.session s
    where s.id = ${sessionId} and d.id = s.device_id returning d.id`)
  if (!device) return false
  if (lockAfterMinutes !== null) return true
  const seats = await accounts.all(
    shape({ user_id: uuid })`delete from auth.seat where device_id = ${device.id} returning user_id`,
  )
  for (const { user_id: accountId } of seats)
    await recordSecurityEvent(accounts, request, { kind: 'signed-out', accountId, details: { at: 'lock' } })
  return true
}
