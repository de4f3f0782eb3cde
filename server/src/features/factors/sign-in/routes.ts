import type { WaysIn } from '@polyclinic/contract/factors/sign-in.ts'
import { contract } from '@polyclinic/contract/contract.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import {
  attemptCeremony,
  beginCeremony,
  beginSession,
  cookieIn,
  endExhausted,
  findDevice,
  lockOverdue,
  nameOf,
  takeCeremony,
} from '../../identity/public.ts'
import { secondFactorsOf, waitingSignIn } from '../factors/queries.ts'
import { seatsOf } from '../pins/queries.ts'
import { notePasskeyUse, rightPasskey } from '../passkeys/actions.ts'
import { credentialsOf } from '../passkeys/queries.ts'
import { requestOptions } from '../passkeys/web-authn.ts'
import { prove } from '../proofs/actions.ts'

/** Wrong second factors after which the first one has to be shown again. */
const most = 5

/** Which ways in there are on this browser, and those beyond the password. */
export const signInRoutes = {
  ways: accountOperation(contract.factors.signIn.ways, async ({ accounts, platform, request }): Promise<WaysIn> => {
    const { cookie: cookies } = request.headers
    const device = await findDevice(accounts, platform, cookies)
    const minutes = device?.lock_after_minutes
    // a session past its time is locked already; here it is shown so
    if (device && minutes) await lockOverdue(accounts, device.id)
    const waiting = await waitingSignIn(accounts, platform, cookies)
    return {
      providers: platform.config.signInProviders.map(({ id, name, kind }) => ({ id, name, kind })),
      ...(waiting && { waiting: { methods: await secondFactorsOf(accounts, waiting.accountId) } }),
      ...(minutes && { desk: { lockAfterMinutes: minutes } }),
      seats: (device ? await seatsOf(accounts, device.id) : []).map((seat) => ({
        id: seat.id,
        name: seat.name,
        hasPin: seat.has_pin,
        lockedAt: seat.locked_at,
      })),
    }
  }),

  passkeyOptions: accountOperation(contract.factors.signIn.passkeyOptions, async ({ accounts, platform, request }) => {
    const waiting = await waitingSignIn(accounts, platform, request.headers.cookie)
    const allowed = waiting && (await credentialsOf(accounts, waiting.accountId))
    const options = await requestOptions(platform.config, allowed)
    const ceremony = await beginCeremony(accounts, {
      kind: 'passkey-sign-in',
      ...(waiting && { accountId: waiting.accountId }),
      data: { challenge: options.challenge },
    })
    return { ceremony, options: { ...options } }
  }),

  withPasskey: freeOperation(contract.factors.signIn.withPasskey, async ({ platform, request, access, input }) => {
    const passkey = await rightPasskey(platform, request, 'passkey-sign-in', input.body)
    const account =
      passkey &&
      (await inAccounts(platform.transactions, access.caller, { mode: 'write' }, async (accounts) => {
        const { id, accountId, counter } = passkey
        if (!(await notePasskeyUse(accounts, id, counter))) return undefined
        const waiting = cookieIn(request.headers.cookie, platform, 'sign_in')
        if (waiting) await takeCeremony(accounts, 'second-factor', waiting)
        await beginSession(accounts, platform, request, { accountId, method: 'passkey', hasSecondFactor: true })
        return { id: accountId, name: (await nameOf(accounts, accountId)).name }
      }))
    if (account) return { account }
    await platform.refusals.record(request, {
      kind: 'passkey-refused',
      ...(passkey && { accountId: passkey.accountId }),
      details: { at: 'sign-in' },
    })
    throw refuse('not-confirmed')
  }),

  secondFactor: freeOperation(contract.factors.signIn.secondFactor, async ({ platform, request, access, input }) => {
    const secret = cookieIn(request.headers.cookie, platform, 'sign_in') ?? ''
    const attempt = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
      attemptCeremony(accounts, 'second-factor', secret, most),
    )
    if (!attempt?.accountId) {
      const details = { reason: 'no sign-in waits' }
      await platform.refusals.record(request, { kind: 'second-factor-refused', details })
      throw refuse('link-ended')
    }
    const { accountId, data } = attempt
    const occasion = { accountId, ceremony: 'passkey-sign-in', refusal: 'second-factor-refused' } as const
    try {
      const account = await prove(platform, request, occasion, input.body, async (accounts) => {
        if (!(await takeCeremony(accounts, 'second-factor', secret))) throw refuse('link-ended')
        const method = data.method === 'provider' ? 'provider' : 'password'
        await beginSession(accounts, platform, request, { accountId, method, hasSecondFactor: true })
        return { id: accountId, name: (await nameOf(accounts, accountId)).name }
      })
      return { account }
    } catch (error) {
      if (attempt.left === 0)
        await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
          endExhausted(accounts, 'second-factor', secret, most),
        )
      throw error
    }
  }),
}
