import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'

/** Minutes for which a proof of who one is opens what asks for it; the session is found by the same figure. */
const confirmedFor = 10

export interface Proof {
  /** A second factor was among it. */
  hasSecondFactor: boolean
}

/**
 * The session's person has proved who they are. Answers until when that holds; nothing where the session has ended, or
 * where it has shown no second factor although the account has one: there a first factor proves half of it.
 */
export async function noteProof(
  accounts: AccountsTx,
  sessionId: string,
  { hasSecondFactor }: Proof,
): Promise<string | undefined> {
  const row = await accounts.maybe(sql<{ until: Date | string }>`
    update auth.session set authenticated_at = clock_timestamp(),
      second_factor_at = case when ${hasSecondFactor} then clock_timestamp() else second_factor_at end
    where id = ${sessionId} and expires_at > clock_timestamp()
      and (${hasSecondFactor} or second_factor_at is not null
        or not (exists (select from auth.totp t where t.user_id = session.user_id and t.confirmed_at is not null)
          or exists (select from auth.passkey p where p.user_id = session.user_id)))
    returning authenticated_at + make_interval(mins => ${confirmedFor}::int) as until`)
  return row && new Date(row.until).toISOString()
}

/**
 * After a factor went: without any second factor left, no session has shown one, and codes on paper stand in for
 * nothing.
 */
export async function settleSecondFactors(accounts: AccountsTx, accountId: string): Promise<void> {
  await accounts.run(sql`
    with none as (
      select where not exists (select from auth.totp where user_id = ${accountId} and confirmed_at is not null)
        and not exists (select from auth.passkey where user_id = ${accountId})
    ), forgotten as (
      delete from auth.recovery_code where user_id = ${accountId} and exists (select from none)
    ), seats as (
      update auth.seat set second_factor_at = null where user_id = ${accountId} and exists (select from none)
    )
    update auth.session set second_factor_at = null where user_id = ${accountId} and exists (select from none)`)
}

/** Locks the account's row, so that two requests cannot each remove the last but one way in. */
export const lockAccount = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`select from auth."user" where id = ${accountId} for no key update`)

/** Ways to sign in that are left: a password, passkeys, sign-ins at providers that are still configured. */
export async function waysLeft(
  accounts: AccountsTx,
  accountId: string,
  isConfigured: (issuer: string) => boolean,
): Promise<number> {
  const row = await accounts.one(sql<{ passkeys: number; passwords: number; issuers: string[] }>`
    select (select count(*)::int from auth.passkey where user_id = ${accountId}) as passkeys,
      (select count(*)::int from auth.account where user_id = ${accountId} and provider_id = 'credential'
        and password is not null) as passwords,
      array(select provider_id from auth.account where user_id = ${accountId} and provider_id <> 'credential') as issuers`)
  return row.passkeys + row.passwords + row.issuers.filter(isConfigured).length
}

export const setPin = (accounts: AccountsTx, accountId: string, hash: string) =>
  accounts.run(sql`
    insert into auth.pin (user_id, hash) values (${accountId}, ${hash})
    on conflict (user_id) do update set hash = excluded.hash, changed_at = clock_timestamp()`)

export const removePin = (accounts: AccountsTx, accountId: string) =>
  accounts.run(sql`delete from auth.pin where user_id = ${accountId}`)

/** The hash that a password of the account is compared with. */
export async function passwordHash(accounts: AccountsTx, accountId: string): Promise<string | undefined> {
  const row = await accounts.maybe(sql<{ password: string | null }>`
    select password from auth.account where user_id = ${accountId} and provider_id = 'credential'`)
  return row?.password ?? undefined
}

/** What a person is called by their password store and authenticator. */
export const nameOf = (accounts: AccountsTx, accountId: string) =>
  accounts.one(sql<{ name: string; email: string }>`select name, email from auth."user" where id = ${accountId}`)
