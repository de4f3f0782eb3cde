import type { WaysIn } from '@polyclinic/contract/factors/sign-in.ts'
import { contract } from '@polyclinic/contract/contract.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { isRefusal, refuse } from '../../../kit/http/refusal.ts'
import type { Given } from '../../../kit/http/steps.ts'
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
import { examine, forgiveGuess, recordWrongProof, requireProof } from '../proofs/actions.ts'

/** Wrong second factors after which the first one has to be shown again. */
const maxAttempts = 5

export const signInRoutes = {
  ways: operation(contract.factors.signIn.ways, {
    in: 'accounts',
    work: async ({ accounts, platform, request }): Promise<WaysIn> => {
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
    },
  }),

  passkeyOptions: operation(contract.factors.signIn.passkeyOptions, {
    in: 'accounts',
    work: async ({ accounts, platform, request }) => {
      const waiting = await waitingSignIn(accounts, platform, request.headers.cookie)
      const allowed = waiting && (await credentialsOf(accounts, waiting.accountId))
      const options = await requestOptions(platform.config, allowed)
      const ceremony = await beginCeremony(accounts, {
        kind: 'passkey-sign-in',
        ...(waiting && { accountId: waiting.accountId }),
        data: { challenge: options.challenge },
      })
      return { ceremony, options: { ...options } }
    },
  }),

  withPasskey: operation(contract.factors.signIn.withPasskey, {
    in: 'accounts',
    before: ({ platform, request, input }) => rightPasskey(platform, request, 'passkey-sign-in', input.body),
    work: async ({ accounts, platform, request, before: passkey }) => {
      if (!passkey || !(await notePasskeyUse(accounts, passkey.id, passkey.counter))) throw refuse('not-confirmed')
      const { accountId } = passkey
      const waiting = cookieIn(request.headers.cookie, platform, 'sign_in')
      if (waiting) await takeCeremony(accounts, 'second-factor', waiting)
      await beginSession(accounts, platform, request, { accountId, method: 'passkey', hasSecondFactor: true })
      return { account: { id: accountId, name: (await nameOf(accounts, accountId)).name } }
    },
    refused: async ({ platform, request, before: passkey, error }) => {
      if (isRefusal(error, 'not-confirmed'))
        await platform.refusals.record(request, {
          kind: 'passkey-refused',
          ...(passkey && { accountId: passkey.accountId }),
          details: { at: 'sign-in' },
        })
    },
  }),

  secondFactor: operation(contract.factors.signIn.secondFactor, {
    in: 'accounts',
    before: async (given) => {
      const attempt = await attemptSecondFactor(given)
      const occasion = {
        accountId: attempt.accountId,
        ceremony: 'passkey-sign-in',
        refusal: 'second-factor-refused',
      } as const
      const examined = await examine(given, occasion, given.input.body).catch(async (error: unknown) => {
        await endWhereExhausted(given, attempt)
        throw error
      })
      return { ...attempt, examined }
    },
    bind: ({ accountId }) => ({ accountId, origin: 'web' }),
    work: async ({ accounts, platform, request, before: { accountId, secret, data, examined } }) => {
      await requireProof(accounts, examined)
      if (!(await takeCeremony(accounts, 'second-factor', secret))) throw refuse('link-ended')
      const method = data.method === 'provider' ? 'provider' : 'password'
      await beginSession(accounts, platform, request, { accountId, method, hasSecondFactor: true })
      return { account: { id: accountId, name: (await nameOf(accounts, accountId)).name } }
    },
    refused: async (given) => {
      await recordWrongProof(given, given.before.examined, given.error)
      await endWhereExhausted(given, given.before)
    },
    after: async (given) => {
      await forgiveGuess(given, given.before?.examined)
      return given.result
    },
  }),
}

interface Attempt {
  secret: string
  accountId: string
  data: Record<string, unknown>
  left: number
}

/** Counted and kept before anything is looked at. */
async function attemptSecondFactor({ platform, request, access }: Given<unknown>): Promise<Attempt> {
  const secret = cookieIn(request.headers.cookie, platform, 'sign_in') ?? ''
  const attempt = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
    attemptCeremony(accounts, 'second-factor', secret, maxAttempts),
  )
  if (attempt?.accountId) return { secret, accountId: attempt.accountId, data: attempt.data, left: attempt.left }
  await platform.refusals.record(request, { kind: 'second-factor-refused', details: { reason: 'no sign-in waits' } })
  throw refuse('link-ended')
}

async function endWhereExhausted({ platform, access }: Given<unknown>, { left, secret }: Attempt): Promise<void> {
  if (left > 0) return
  await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
    endExhausted(accounts, 'second-factor', secret, maxAttempts),
  )
}
