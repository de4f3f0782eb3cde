import { sql } from 'kysely'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { confirmAccount, recordSecurityEvent, type SignInPlatform } from '../../identity/public.ts'
import { findFactors } from '../factors/queries.ts'
import { tellPasswordChanged } from '../passwords/actions.ts'
import { findCredentialOf } from '../passwords/queries.ts'

/**
 * A mailed link set a new password; the database ended what was signed in with the old one along with the change. The link
 * proved the address, too: until then the account was nobody's, and whatever somebody else put to it goes.
 */
export async function notePasswordReset(
  platform: SignInPlatform,
  request: CurrentRequest,
  { id: accountId, emailVerified: wasVerified }: { id: string; emailVerified: boolean },
): Promise<void> {
  const owner = await findCredentialOf(platform.databases.accounts, accountId)
  await inAccounts(
    platform.transactions,
    { accountId, requestId: request.id, origin: 'web' },
    { mode: 'write' },
    async (tx) => {
      if (!wasVerified) await takeOver(tx, accountId)
      const kept = await hasOtherWaysIn(tx, accountId)
      await recordSecurityEvent(tx, request, { kind: 'password-reset', accountId, details: { keptOtherWaysIn: kept } })
      if (owner) await tellPasswordChanged(tx, platform, owner, kept)
    },
  )
}

async function takeOver(accounts: AccountsTx, accountId: string): Promise<void> {
  await accounts.run(sql`delete from auth.passkey where user_id = ${accountId}`)
  await accounts.run(sql`delete from auth.totp where user_id = ${accountId}`)
  await accounts.run(sql`delete from auth.recovery_code where user_id = ${accountId}`)
  await accounts.run(sql`delete from auth.pin where user_id = ${accountId}`)
  await accounts.run(sql`delete from auth.account where user_id = ${accountId} and provider_id <> 'credential'`)
  await confirmAccount(accounts, accountId)
}

async function hasOtherWaysIn(accounts: AccountsTx, accountId: string): Promise<boolean> {
  const { passkeys, providers, totp_since, has_pin } = await findFactors(accounts, accountId)
  return passkeys !== null || providers !== null || totp_since !== null || has_pin
}
