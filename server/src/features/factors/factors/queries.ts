import { sql, type RawBuilder } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { cookieIn, findCeremony, type CookieKeys } from '../../identity/public.ts'
import { bool, int, json, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const factorsRow = shape({
  has_password: bool,
  totp_since: nullable(timestamptz),
  recovery_codes: int,
  has_pin: bool,
  passkeys: nullable(json<PasskeyFields[]>()),
  providers: nullable(json<{ id: string; issuer: string; email: string | null; since: string }[]>()),
})

export type FactorsRow = RowOf<typeof factorsRow>

export const passkeyRow = shape({
  id: uuid,
  name: text,
  created_at: timestamptz,
  last_used_at: nullable(timestamptz),
  is_synced: bool,
})

export type PasskeyFields = RowOf<typeof passkeyRow>

export const findFactors = (accounts: AccountsTx, accountId: string) =>
  accounts.one(factorsRow`
    select exists (select from auth.account a where a.user_id = ${accountId} and a.provider_id = 'credential'
      and a.password is not null) as has_password,
      (select t.confirmed_at from auth.totp t where t.user_id = ${accountId}) as totp_since,
      (select count(*)::int from auth.recovery_code r where r.user_id = ${accountId}) as recovery_codes,
      exists (select from auth.pin p where p.user_id = ${accountId}) as has_pin,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'created_at', p.created_at,
        'last_used_at', p.last_used_at, 'is_synced', p.is_synced) order by p.id)
        from auth.passkey p where p.user_id = ${accountId}) as passkeys,
      (select jsonb_agg(jsonb_build_object('id', a.id, 'issuer', a.provider_id, 'email', a.email, 'since', a.created_at)
        order by a.created_at)
        from auth.account a where a.user_id = ${accountId} and a.provider_id <> 'credential') as providers`)

export type SecondFactorMethod = 'totp' | 'passkey' | 'recovery-code'

/** The second factors that the account has; none: the first one is enough. */
export async function secondFactorsOf(accounts: AccountsTx, accountId: string): Promise<SecondFactorMethod[]> {
  const row = await accounts.one(shape({ has_totp: bool, has_passkey: bool, has_codes: bool })`
    select exists (select from auth.totp where user_id = ${accountId} and confirmed_at is not null) as has_totp,
      exists (select from auth.passkey where user_id = ${accountId}) as has_passkey,
      exists (select from auth.recovery_code where user_id = ${accountId}) as has_codes`)
  if (!row.has_totp && !row.has_passkey) return []
  return [
    ...(row.has_totp ? (['totp'] as const) : []),
    ...(row.has_passkey ? (['passkey'] as const) : []),
    ...(row.has_codes ? (['recovery-code'] as const) : []),
  ]
}

/** That an account has no second factor, as SQL for the statement that asks it. */
export const withoutSecondFactor = (accountId: string): RawBuilder<unknown> => sql`
  (not exists (select from auth.totp where user_id = ${accountId} and confirmed_at is not null)
    and not exists (select from auth.passkey where user_id = ${accountId}))`

export interface WaitingSignIn {
  accountId: string
  method: 'password' | 'provider'
}

/** The sign-in of this browser that lacks its second factor. */
export async function waitingSignIn(
  accounts: AccountsTx,
  keys: CookieKeys,
  cookies: string | undefined,
): Promise<WaitingSignIn | undefined> {
  const secret = cookieIn(cookies, keys, 'sign_in')
  const waiting = secret && (await findCeremony(accounts, 'second-factor', secret))
  if (!waiting || !waiting.accountId) return undefined
  return { accountId: waiting.accountId, method: waiting.data.method === 'provider' ? 'provider' : 'password' }
}

/** The ways into an account, for its own copy: without anything that opens something. */
export const keptOfFactors = async (accounts: AccountsTx, accountId: string): Promise<Record<string, unknown>> => {
  const { kept } = await accounts.one(shape({ kept: json<Record<string, unknown>>() })`
    select jsonb_build_object(
      'factors', jsonb_build_object(
        'password', exists (select from auth.account a where a.user_id = ${accountId} and a.password is not null),
        'authenticatorApp', (select t.confirmed_at from auth.totp t where t.user_id = ${accountId}),
        'recoveryCodesLeft', (select count(*) from auth.recovery_code r where r.user_id = ${accountId}),
        'pin', (select p.changed_at from auth.pin p where p.user_id = ${accountId}),
        'passkeys', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'createdAt', p.created_at,
          'lastUsedAt', p.last_used_at, 'isSynced', p.is_synced)
            order by p.created_at), '[]') from auth.passkey p where p.user_id = ${accountId})),
      'providers', (select coalesce(jsonb_agg(jsonb_build_object('provider', a.provider_id, 'subject', a.account_id,
        'since', a.created_at) order by a.created_at), '[]')
          from auth.account a where a.user_id = ${accountId} and a.provider_id <> 'credential')
    ) as kept`)
  return kept
}
