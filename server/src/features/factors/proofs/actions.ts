import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { recordSecurityEvent, type RefusalKind } from '../../identity/public.ts'
import { verifyPassword } from '../passwords/hashes.ts'
import { isStillPassword, passwordHash } from '../passwords/queries.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { notePasskeyUse, rightPasskey, type ShownPasskey } from '../passkeys/actions.ts'
import { useRecoveryCode, useTotp } from '../totp/actions.ts'

/** What somebody shows to prove that they are the account's person. */
export type Proof =
  | { method: 'password'; password: string }
  | { method: 'totp' | 'recovery-code'; code: string }
  | ({ method: 'passkey' } & ShownPasskey)

export interface Occasion {
  accountId: string
  /** Whose challenge a passkey answers. */
  ceremony: 'passkey-sign-in' | 'passkey-confirm'
  /** How a wrong proof is written down. */
  refusal: RefusalKind
}

/** Uses the proof up, in the transaction of what it opens. False where it is wrong or was used before. */
type Use = (accounts: AccountsTx) => Promise<boolean>

/**
 * Looks at a proof and, if it is right, does in the same transaction what it opens. A guess is counted before it is
 * looked at, in a transaction of its own, so that no number of parallel ones passes the limits.
 */
export async function prove<Result>(
  platform: Platform,
  request: CurrentRequest,
  occasion: Occasion,
  proof: Proof,
  work: (accounts: AccountsTx) => Promise<Result>,
): Promise<Result> {
  const { accountId, refusal } = occasion
  const guess =
    proof.method === 'passkey'
      ? undefined
      : await takeGuess(platform, request, {
          at: proof.method === 'password' ? 'password' : 'second-factor',
          whose: accountId,
          accountId,
          ...(proof.method === 'password' && { secret: proof.password }),
        })
  const use = await prepared(platform, request, occasion, proof)
  const done =
    use &&
    (await inAccounts(
      platform.transactions,
      { requestId: request.id, accountId },
      { mode: 'write' },
      async (accounts) => ((await use(accounts)) ? { result: await work(accounts) } : undefined),
    ))
  if (!done) {
    await platform.refusals.record(request, { kind: refusal, accountId, details: { method: proof.method } })
    throw refuse('not-confirmed')
  }
  if (guess) await giveBack(platform, guess)
  return done.result
}

/** What takes long or needs a transaction of its own comes first. Nothing where the proof is wrong already. */
async function prepared(
  platform: Platform,
  request: CurrentRequest,
  { accountId, ceremony }: Occasion,
  proof: Proof,
): Promise<Use | undefined> {
  const { master } = platform
  switch (proof.method) {
    case 'password': {
      const hash = await inAccounts(platform.transactions, { requestId: request.id }, { mode: 'read' }, (accounts) =>
        passwordHash(accounts, accountId),
      )
      const isRight = hash !== undefined && (await verifyPassword({ hash, password: proof.password }))
      // a password that was changed meanwhile proves nothing
      return isRight ? (accounts) => isStillPassword(accounts, accountId, hash) : undefined
    }
    case 'totp':
      return (accounts) => useTotp(accounts, master, accountId, proof.code)
    case 'recovery-code':
      return async (accounts) => {
        if (!(await useRecoveryCode(accounts, master, accountId, proof.code))) return false
        await recordSecurityEvent(accounts, request, { kind: 'recovery-code-used', accountId })
        return true
      }
    case 'passkey': {
      const passkey = await rightPasskey(platform, request, ceremony, proof, accountId)
      return passkey && ((accounts) => notePasskeyUse(accounts, passkey.id, passkey.counter))
    }
  }
}
