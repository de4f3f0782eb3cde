import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { addAccount } from '../../identity/public.ts'
import type { Identity } from './rules.ts'
import { text, uuid } from '../../../kit/db/columns.ts'
import { anyRow, shape } from '../../../kit/db/row.ts'

/** The account that an identity leads to, and its address as the provider gives it today. The account keeps its own. */
export async function accountOfIdentity(
  accounts: AccountsTx,
  { issuer, subject, email }: Identity,
): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ user_id: uuid })`
    update auth.account set email = coalesce(${email ?? null}, email), updated_at = clock_timestamp()
    where provider_id = ${issuer} and account_id = ${subject} returning user_id`)
  return row?.user_id
}

/**
 * A new account for a new identity. Nothing where the address has an account already: an identity is never put to an
 * account because an address is the same.
 */
export async function accountForIdentity(
  accounts: AccountsTx,
  identity: Identity & { email: string },
  language: Language,
): Promise<string | undefined> {
  const { email, name = email.split('@')[0] ?? '' } = identity
  const accountId = await addAccount(accounts, { email, name, language })
  if (accountId) await linkIdentity(accounts, accountId, identity)
  return accountId
}

/** Puts an identity to an account; tokens of the provider are not kept. Answers whose it is afterwards. */
export async function linkIdentity(
  accounts: AccountsTx,
  accountId: string,
  { issuer, subject, email }: Identity,
): Promise<string> {
  const { user_id } = await accounts.one(shape({ user_id: uuid })`
    insert into auth.account (provider_id, account_id, user_id, email, updated_at)
    values (${issuer}, ${subject}, ${accountId}, ${email ?? null}, clock_timestamp())
    on conflict (provider_id, account_id) do update set updated_at = clock_timestamp() returning user_id`)
  return user_id
}

/** Takes an identity of the account away; answers its issuer. */
export async function unlinkIdentity(accounts: AccountsTx, accountId: string, id: string): Promise<string | undefined> {
  const row = await accounts.maybe(shape({ provider_id: text })`
    delete from auth.account where id = ${id} and user_id = ${accountId} and provider_id <> 'credential' returning provider_id`)
  return row?.provider_id
}

/** Whether the session in which something began is still there: a screen that was locked meanwhile ends it. */
export async function isSessionOf(accounts: AccountsTx, accountId: string, sessionId: string): Promise<boolean> {
  const row = await accounts.maybe(anyRow`
    select from auth.session where id = ${sessionId} and user_id = ${accountId} and expires_at > clock_timestamp()`)
  return row !== undefined
}
