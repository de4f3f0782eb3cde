import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import {
  cookie,
  cookieIn,
  findSessionByToken,
  signUpCookie,
  signedUpHere,
  type SignInPlatform,
} from '../../identity/public.ts'
import { completeFirstFactor } from '../factors/actions.ts'
import type { SecondFactorMethod } from '../factors/queries.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { hashPassword, verifyPassword } from '../passwords/hashes.ts'
import { findCredential, isStillPassword } from '../passwords/queries.ts'

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
  const credential = await findCredential(platform.databases.accounts, email)
  const accountId = credential?.accountId
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
  const hash = credential?.hash
  const isRight = hash ? await verifyPassword({ hash, password }) : (await hashPassword(password), false)
  if (!credential || !hash || !isRight) return refused()
  await giveBack(platform, taken)
  if (!credential.isVerified) {
    request.setHeader('set-cookie', signUpCookie(platform, credential.accountId))
    return 'unverified'
  }
  const answer = await inAccounts(
    platform.transactions,
    { accountId: credential.accountId, requestId: request.id, origin: 'web' },
    { mode: 'write' },
    async (accounts) =>
      (await isStillPassword(accounts, credential.accountId, hash))
        ? completeFirstFactor(accounts, platform, request, credential.accountId, 'password')
        : undefined,
  )
  if (!answer) return refused()
  if ('methods' in answer) return { secondFactor: answer.methods }
  return { user: { id: credential.accountId, name: credential.name, email: credential.email } }
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
