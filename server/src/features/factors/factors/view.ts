import type { Factors, Passkey } from '@polyclinic/contract/factors/factors.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { providerName } from './rules.ts'
import type { FactorsRow, PasskeyFields } from './queries.ts'

const instant = (value: Date | string) => new Date(value).toISOString()

export const passkeyView = ({ id, name, created_at, last_used_at, is_synced }: PasskeyFields): Passkey => ({
  id,
  name,
  createdAt: instant(created_at),
  ...(last_used_at && { lastUsedAt: instant(last_used_at) }),
  isSynced: is_synced,
})

export function factorsView(row: FactorsRow, providers: readonly SignInProvider[]): Factors {
  const passkeys = (row.passkeys ?? []).map(passkeyView)
  return {
    hasPassword: row.has_password,
    ...(row.totp_since && { totp: { since: instant(row.totp_since) } }),
    recoveryCodesLeft: row.recovery_codes,
    passkeys,
    hasPin: row.has_pin,
    providers: (row.providers ?? []).map(({ id, issuer, email, since }) => ({
      id,
      name: providerName(providers, issuer),
      ...(email && { email }),
      since: instant(since),
    })),
    confirmBy: [
      ...(row.has_password ? (['password'] as const) : []),
      ...(row.totp_since ? (['totp'] as const) : []),
      ...(passkeys.length > 0 ? (['passkey'] as const) : []),
    ],
  }
}
