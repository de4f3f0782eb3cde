import { sql } from 'kysely'
import { newId } from '../../../kit/db/ids.ts'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { takeCeremony, type CeremonyKind } from '../../identity/public.ts'
import { passkeyRow } from '../factors/queries.ts'
import { findPasskey } from './queries.ts'
import { credentialIdIn, verifiedUse, type NewCredential } from './web-authn.ts'

export interface ShownPasskey {
  ceremony: string
  response: Record<string, unknown>
}

/** A passkey whose answer was right; it still has to be noted in the transaction of what it opens. */
export interface RightPasskey {
  id: string
  accountId: string
  counter: number
}

/**
 * Looks at an answer to a challenge. The challenge is taken first and for good, so that no answer is looked at twice.
 * Nothing where the passkey is not known, is another account's than it must be, or its answer is not right.
 */
export async function rightPasskey(
  { transactions, config, refusals }: Platform,
  request: CurrentRequest,
  kind: Extract<CeremonyKind, 'passkey-sign-in' | 'passkey-confirm'>,
  { ceremony, response }: ShownPasskey,
  accountId?: string,
): Promise<RightPasskey | undefined> {
  const challenged = await inAccounts(transactions, { requestId: request.id }, { mode: 'write' }, async (accounts) => {
    const begun = await takeCeremony(accounts, kind, ceremony)
    if (!begun) return undefined
    const owner = accountId ?? begun.accountId
    const isTheirs = !begun.accountId || begun.accountId === owner
    const credentialId = credentialIdIn(response)
    const passkey = credentialId && isTheirs ? await findPasskey(accounts, credentialId, owner) : undefined
    return { challenge: String(begun.data.challenge), passkey }
  })
  if (!challenged) {
    const details = { reason: 'no such challenge waits' }
    await refusals.record(request, { kind: 'passkey-refused', ...(accountId && { accountId }), details })
    throw refuse('link-ended')
  }
  if (!challenged.passkey) return undefined
  const counter = await verifiedUse(config, challenged.challenge, response, challenged.passkey)
  return counter === undefined
    ? undefined
    : { id: challenged.passkey.id, accountId: challenged.passkey.accountId, counter }
}

/** Nothing where the same passkey is known already, here or at another account. */
export const addPasskey = (accounts: AccountsTx, accountId: string, name: string, credential: NewCredential) =>
  accounts.maybe(passkeyRow`
    insert into auth.passkey (id, user_id, credential_id, public_key, counter, transports, is_synced, name)
    values (${newId()}, ${accountId}, ${credential.credentialId}, ${credential.publicKey}, ${credential.counter},
      ${credential.transports}::text[], ${credential.isSynced}, ${name})
    on conflict (credential_id) do nothing returning id, name, created_at, last_used_at, is_synced`)

/** Notes a use. False where its counter did not rise meanwhile: of two answers with one counter only one is an original. */
export async function notePasskeyUse(accounts: AccountsTx, id: string, counter: number): Promise<boolean> {
  const noted = await accounts.run(sql`
    update auth.passkey set counter = ${counter}, last_used_at = clock_timestamp()
    where id = ${id} and (counter < ${counter} or (counter = 0 and ${counter} = 0))`)
  return noted === 1
}

export const renamePasskey = (accounts: AccountsTx, accountId: string, id: string, name: string) =>
  accounts.maybe(passkeyRow`
    update auth.passkey set name = ${name} where id = ${id} and user_id = ${accountId}
    returning id, name, created_at, last_used_at, is_synced`)

export const removePasskey = (accounts: AccountsTx, accountId: string, id: string) =>
  accounts.run(sql`delete from auth.passkey where id = ${id} and user_id = ${accountId}`)
