import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import {
  beginCeremony,
  beginSession,
  forgetSecondFactor,
  noteProof,
  sendCookie,
  type BegunSession,
  type CookieKeys,
  type SignInMethod,
} from '../../identity/public.ts'
import { secondFactorsOf, withoutSecondFactor, type SecondFactorMethod } from './queries.ts'
import { int, texts } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** The first factor was right. Without a second one the session begins; else the sign-in waits for it, ten minutes at most. */
export async function completeFirstFactor(
  accounts: AccountsTx,
  keys: CookieKeys,
  request: CurrentRequest,
  accountId: string,
  method: SignInMethod,
): Promise<{ methods: SecondFactorMethod[] } | BegunSession> {
  const methods = await secondFactorsOf(accounts, accountId)
  if (methods.length === 0) return beginSession(accounts, keys, request, { accountId, method, hasSecondFactor: false })
  const secret = await beginCeremony(accounts, { kind: 'second-factor', accountId, data: { method } })
  sendCookie(accounts, keys, request, 'sign_in', secret)
  return { methods }
}

/**
 * The session's person has proved who they are. Answers until when that holds; nothing where the session has ended, or
 * where it has shown no second factor although the account has one: there a first factor proves half of it.
 */
export const noteFactor = (
  accounts: AccountsTx,
  session: { id: string; accountId: string },
  hasSecondFactor: boolean,
): Promise<string | undefined> =>
  noteProof(accounts, session.id, { hasSecondFactor, isFirstFactorAlone: withoutSecondFactor(session.accountId) })

/**
 * After a factor went: without any second factor left, no session has shown one, and codes on paper stand in for
 * nothing.
 */
export async function settleSecondFactors(accounts: AccountsTx, accountId: string): Promise<void> {
  const isWithout = withoutSecondFactor(accountId)
  await accounts.run(sql`delete from auth.recovery_code where user_id = ${accountId} and ${isWithout}`)
  await forgetSecondFactor(accounts, accountId, isWithout)
}

export async function waysLeft(
  accounts: AccountsTx,
  accountId: string,
  isConfigured: (issuer: string) => boolean,
): Promise<number> {
  const row = await accounts.one(shape({ passkeys: int, passwords: int, issuers: texts })`
    select (select count(*)::int from auth.passkey where user_id = ${accountId}) as passkeys,
      (select count(*)::int from auth.account where user_id = ${accountId} and provider_id = 'credential'
        and password is not null) as passwords,
      array(select provider_id from auth.account where user_id = ${accountId} and provider_id <> 'credential') as issuers`)
  return row.passkeys + row.passwords + row.issuers.filter(isConfigured).length
}

export async function removeAllFactors(accounts: AccountsTx, accountId: string): Promise<void> {
  await accounts.run(sql`
    with passkeys as (
      delete from auth.passkey where user_id = ${accountId}
    ), totp as (
      delete from auth.totp where user_id = ${accountId}
    ), codes as (
      delete from auth.recovery_code where user_id = ${accountId}
    ), pins as (
      delete from auth.pin where user_id = ${accountId}
    )
    delete from auth.account where user_id = ${accountId}`)
}
