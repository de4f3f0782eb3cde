import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { Refusal, refuse } from '../../../kit/http/refusal.ts'
import { beginCeremony, takeCeremony } from '../ceremonies/actions.ts'
import { endSessions } from '../sessions/actions.ts'
import { findOwn, type OwnRow } from '../accounts/queries.ts'
import { findHolder, recentRequests } from './queries.ts'
import { isDouble } from '../../../kit/thrown.ts'

export interface AskedChange {
  own: OwnRow
  /** Absent where the address has an account already: there is nothing to confirm then. */
  token?: string
}

/** Changes that an account can ask for in an hour: each sends a mail to whatever address it names. */
const maxPerHour = 5

/** Asks for another address; what was asked before ends. The answer does not tell whether the address has an account. */
export async function askForAddress(accounts: AccountsTx, accountId: string, email: string): Promise<AskedChange> {
  const own = await findOwn(accounts, accountId)
  if (!own) throw refuse('signed-out')
  if ((await recentRequests(accounts, accountId)) >= maxPerHour) throw new Refusal('too-many-requests', undefined, 3600)
  await accounts.run(sql`delete from auth.ceremony where user_id = ${accountId} and kind = 'e-mail-change'`)
  if (await findHolder(accounts, email)) return { own }
  const token = await beginCeremony(accounts, { kind: 'e-mail-change', accountId, data: { email }, minutes: 60 })
  return { own, token }
}

export interface ChangedAddress {
  accountId: string
  before: OwnRow
  email: string
}

/**
 * Takes the link and with it the new address. Every session but the one that opens the link ends, and with them the
 * links by which the old address could set a password.
 */
export async function confirmAddress(
  accounts: AccountsTx,
  token: string,
  currentSession: string | undefined,
): Promise<ChangedAddress> {
  const ceremony = await takeCeremony(accounts, 'e-mail-change', token)
  const { accountId, data } = ceremony ?? {}
  const before = accountId && (await findOwn(accounts, accountId))
  if (!accountId || !before || typeof data?.email !== 'string') throw refuse('link-ended')
  try {
    await accounts.run(sql`
      update auth."user" set email = ${data.email}, email_verified = true, updated_at = clock_timestamp() where id = ${accountId}`)
  } catch (error) {
    // somebody else took the address meanwhile
    if (isDouble(error)) throw refuse('link-ended')
    throw error
  }
  await accounts.run(
    sql`delete from auth.verification where value = ${accountId} and identifier like 'reset-password%'`,
  )
  await endSessions(accounts, accountId, currentSession)
  return { accountId, before, email: data.email }
}
