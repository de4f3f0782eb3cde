import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, type Refusal } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { recordSecurityEvent, type RefusalKind } from '../../identity/public.ts'
import { verifyPassword } from '../passwords/hashes.ts'
import { isStillPassword, passwordHash } from '../passwords/queries.ts'
import { giveBack, takeGuess, type TakenGuess } from '../guesses/actions.ts'
import { notePasskeyUse, rightPasskey, type ShownPasskey } from '../passkeys/actions.ts'
import { useRecoveryCode, useTotp } from '../totp/actions.ts'

type Proof =
  | { method: 'password'; password: string }
  | { method: 'totp' | 'recovery-code'; code: string }
  | ({ method: 'passkey' } & ShownPasskey)

interface Occasion {
  accountId: string
  /** Whose challenge a passkey answers. */
  ceremony: 'passkey-sign-in' | 'passkey-confirm'
  refusal: RefusalKind
}

/** Uses the proof up, in the transaction of what it opens. False where it is wrong or was used before. */
type Use = (accounts: AccountsTx) => Promise<boolean>

/** A proof that was looked at as far as that goes outside of the transaction of what it opens. */
interface Examined {
  occasion: Occasion
  method: Proof['method']
  /** Absent where the proof is wrong already. */
  use?: Use
  guess?: TakenGuess
  /** What is thrown where the proof turns out to be wrong. */
  wrong: Refusal
}

interface Examining {
  platform: Platform
  request: CurrentRequest
}

/**
 * Comes before the transaction: a guess is counted before it is looked at, and kept, so that no number of parallel ones
 * passes the limits.
 */
export async function examine({ platform, request }: Examining, occasion: Occasion, proof: Proof): Promise<Examined> {
  const { accountId } = occasion
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
  return {
    occasion,
    method: proof.method,
    wrong: refuse('not-confirmed'),
    ...(use && { use }),
    ...(guess && { guess }),
  }
}

export async function requireProof(accounts: AccountsTx, { use, wrong }: Examined): Promise<void> {
  if (!use || !(await use(accounts))) throw wrong
}

export async function recordWrongProof(
  { platform, request }: Examining,
  { occasion: { refusal, accountId }, method, wrong }: Examined,
  error: unknown,
): Promise<void> {
  if (error === wrong) await platform.refusals.record(request, { kind: refusal, accountId, details: { method } })
}

/** Comes after the commit: a right guess does not count. */
export async function forgiveGuess({ platform }: Examining, examined: Examined | undefined): Promise<void> {
  if (examined?.guess) await giveBack(platform, examined.guess)
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
