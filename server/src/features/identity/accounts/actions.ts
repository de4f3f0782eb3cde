import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { completeFirstFactor, endSession } from '../sessions/actions.ts'
import { findSessionByToken, type SecondFactorMethod } from '../sessions/queries.ts'
import { cookie, cookieIn, signedUpHere, signUpCookie } from './cookies.ts'
import { hashPassword, verifyPassword } from './passwords.ts'
import { findCredential, isStillPassword, sessionOfToken } from './queries.ts'

/** What signing in and out needs of the platform. */
export type SignInPlatform = Pick<Platform, 'config' | 'master' | 'databases' | 'transactions' | 'refusals'>

export type SignInOutcome =
  | { user: { id: string; name: string; email: string } }
  | { secondFactor: SecondFactorMethod[] }
  | 'refused'
  | 'unverified'

/**
 * Signs in by password: the session, its device and its event are one transaction, and where a second factor is asked
 * there is no session at all. A known and an unknown address cost and answer the same.
 */
export async function signInWithPassword(
  platform: SignInPlatform,
  request: CurrentRequest,
  { email, password }: { email: string; password: string },
): Promise<SignInOutcome> {
  const found = await findCredential(platform.databases.accounts, email)
  const accountId = found?.accountId
  const taken = await takeGuess(platform, request, {
    at: 'password',
    whose: accountId ?? email.toLowerCase(),
    ...(accountId && { accountId }),
    secret: password,
  })
  const refused = (): SignInOutcome => {
    // not waited for: writing it takes longer where there is an account
    void platform.refusals.record(request, { kind: 'password-refused', ...(accountId && { accountId }) })
    return 'refused'
  }
  const hash = found?.hash
  const isRight = hash ? await verifyPassword({ hash, password }) : (await hashPassword(password), false)
  if (!found || !hash || !isRight) return refused()
  await giveBack(platform, taken)
  if (!found.isVerified) {
    request.setHeader('set-cookie', signUpCookie(platform, found.accountId))
    return 'unverified'
  }
  const answer = await inAccounts(
    platform.transactions,
    { accountId: found.accountId, requestId: request.id, origin: 'web' },
    { mode: 'write' },
    async (accounts) =>
      (await isStillPassword(accounts, found.accountId, hash))
        ? completeFirstFactor(accounts, platform, request, found.accountId, 'password')
        : undefined,
  )
  if (!answer) return refused()
  if ('methods' in answer) return { secondFactor: answer.methods }
  return { user: { id: found.accountId, name: found.name, email: found.email } }
}

/**
 * The mailed link proved the address, which is half of it: whoever opens it in the browser in which the password was typed
 * goes on signed in, unless this browser is somebody already. Anybody else could have made the account with an address
 * that is not theirs, and would share it from here on with whoever opens the link.
 */
export async function signInVerified(
  platform: SignInPlatform,
  request: CurrentRequest,
  accountId: string,
): Promise<void> {
  if (!signedUpHere(request.headers.cookie, platform, accountId)) return
  request.setHeader('set-cookie', cookie(platform.config, platform.master, 'sign_up', undefined))
  const token = cookieIn(request.headers.cookie, platform, 'session_token')
  if (token && (await findSessionByToken(platform.databases.accounts, token, true))) return
  await inAccounts(
    platform.transactions,
    { accountId, requestId: request.id, origin: 'web' },
    { mode: 'write' },
    (accounts) => completeFirstFactor(accounts, platform, request, accountId, 'password'),
  )
}

/** Ends the session of the cookie, also one that is over its limits; its tokens end with it. */
export async function signOut(platform: SignInPlatform, request: CurrentRequest): Promise<void> {
  const token = cookieIn(request.headers.cookie, platform, 'session_token')
  if (!token) return
  await inAccounts(
    platform.transactions,
    { requestId: request.id, origin: 'web' },
    { mode: 'write' },
    async (accounts) => {
      const session = await sessionOfToken(accounts, token)
      if (!session || !(await endSession(accounts, session.user_id, session.id))) return
      await recordSecurityEvent(accounts, request, {
        kind: 'signed-out',
        accountId: session.user_id,
        sessionId: session.id,
      })
    },
  )
}
