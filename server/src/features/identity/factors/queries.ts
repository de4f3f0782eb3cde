import { sql } from 'kysely'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'

export interface FactorsRow {
  has_password: boolean
  totp_since: Date | null
  recovery_codes: number
  has_pin: boolean
  passkeys: PasskeyFields[] | null
  providers: { id: string; issuer: string; email: string | null; since: string }[] | null
}

export interface PasskeyFields {
  id: string
  name: string
  created_at: Date | string
  last_used_at: Date | string | null
  is_synced: boolean
}

/** Every way into an account, in one statement. */
export const findFactors = (accounts: AccountsTx, accountId: string) =>
  accounts.one(sql<FactorsRow>`
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
