import { contract } from '@polyclinic/contract/contract.ts'
import type { WaysIn } from '@polyclinic/contract/identity/sign-in.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { sendCookie } from '../accounts/cookies.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { lockOverdue, lockSession } from '../sessions/actions.ts'
import { factorsOf, waitingSignIn } from '../sessions/queries.ts'
import { leaveSeat, shareDesk, unlockSeat } from './actions.ts'
import { findDevice, seatsOf } from './queries.ts'

export const deskRoutes = {
  share: accountOperation(contract.identity.desk.share, async ({ accounts, access, input, request }) => {
    const { lockAfterMinutes } = input.body
    if (!(await shareDesk(accounts, request, access.who?.session?.id ?? '', lockAfterMinutes)))
      throw refuse('not-found')
    return { lockAfterMinutes }
  }),

  lock: accountOperation(contract.identity.desk.lock, async ({ accounts, accountId, access, platform, request }) => {
    const sessionId = access.who?.session?.id ?? ''
    const seatId = await lockSession(accounts, sessionId)
    if (!seatId) throw refuse('not-found')
    await recordSecurityEvent(accounts, request, { kind: 'locked', accountId, sessionId })
    sendCookie(accounts, platform, request, 'session_token', undefined)
    return { seatId }
  }),

  unlock: freeOperation(contract.identity.desk.unlock, async ({ platform, request, input }) => ({
    account: await unlockSeat(platform, request, input.body),
  })),

  leave: accountOperation(contract.identity.desk.leave, async ({ accounts, input, platform, request }) => {
    const device = await findDevice(accounts, platform, request.headers.cookie)
    if (!device || !(await leaveSeat(accounts, request, device.id, input.params.id))) throw refuse('not-found')
    return { id: input.params.id }
  }),
}

/** How one can sign in on this browser, and who is locked on it. */
export const waysInRoutes = {
  ways: accountOperation(contract.identity.signIn.ways, async ({ accounts, platform, request }): Promise<WaysIn> => {
    const { cookie: cookies } = request.headers
    const device = await findDevice(accounts, platform, cookies)
    const minutes = device?.lock_after_minutes
    // a session past its time is locked already; here it is shown so
    if (device && minutes) await lockOverdue(accounts, device.id)
    const waiting = await waitingSignIn(accounts, platform, cookies)
    return {
      providers: platform.config.signInProviders.map(({ id, name, kind }) => ({ id, name, kind })),
      ...(waiting && { waiting: { methods: await factorsOf(accounts, waiting.accountId) } }),
      ...(minutes && { desk: { lockAfterMinutes: minutes } }),
      seats: (device ? await seatsOf(accounts, device.id) : []).map((seat) => ({
        id: seat.id,
        name: seat.name,
        hasPin: seat.has_pin,
        lockedAt: seat.locked_at,
      })),
    }
  }),
}
