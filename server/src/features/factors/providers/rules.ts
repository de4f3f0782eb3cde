import { sign } from 'node:crypto'
import { email, text } from '@polyclinic/contract/kit/text.ts'
import { languages, type Language } from '@polyclinic/contract/kit/language.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'

/** Who somebody is at a provider: issuer and subject (OpenID Connect Core §2), never the address. */
export interface Identity {
  issuer: string
  subject: string
  email?: string
  isVerified: boolean
  name?: string
  /** When they last proved there who they are, in seconds since 1970, where the provider says so (`auth_time`). */
  provedAt?: number
}

/** Seconds that clocks may differ. */
const tolerance = 30

/** Whether they proved there who they are on this very way, rather than being remembered from an earlier one. */
export const isFreshlyProved = ({ provedAt }: Identity, setOutAt: unknown): boolean =>
  provedAt !== undefined && typeof setOutAt === 'number' && provedAt >= setOutAt - tolerance

export type ProviderProblem = 'provider-cancelled' | 'provider-failed' | 'address-in-use' | 'identity-taken'

/** Reads what a provider says of somebody. An address counts as theirs only where it says so in as many words. */
export function identityOf(claims: Record<string, unknown>, fallbackName?: string): Identity | undefined {
  const { iss, sub, auth_time: provedAt } = claims
  if (typeof iss !== 'string' || typeof sub !== 'string' || !sub) return undefined
  const address = email.safeParse(claims.email)
  const called = [claims.name, fallbackName].map((name) => text(120).safeParse(name)).find((read) => read.success)
  return {
    issuer: iss,
    subject: sub,
    ...(address.success && { email: address.data }),
    // Apple writes it as text; Microsoft says it with a claim of its own, and only where it is asked to
    isVerified: [claims.email_verified, claims.xms_edov].some((value) => value === true || value === 'true'),
    ...(called?.success && { name: called.data }),
    ...(typeof provedAt === 'number' && { provedAt }),
  }
}

/** Apple takes no lasting secret but a statement of five minutes, signed with the team's key (ES256). */
export function appleClientSecret(
  { clientId, teamId, keyId, privateKey }: Extract<SignInProvider, { kind: 'apple' }>,
  seconds: number,
): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const header = part({ alg: 'ES256', kid: keyId })
  const body = part({ iss: teamId, sub: clientId, aud: 'https://appleid.apple.com', iat: seconds, exp: seconds + 300 })
  const signature = sign('sha256', Buffer.from(`${header}.${body}`), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${header}.${body}.${signature.toString('base64url')}`
}

/** Apple tells the name once, beside the code and as JSON. */
export function nameInForm(user: unknown): string | undefined {
  try {
    const { name } = JSON.parse(String(user)) as { name?: { firstName?: unknown; lastName?: unknown } }
    const parts = [name?.firstName, name?.lastName].filter((part) => typeof part === 'string')
    return parts.join(' ').trim().slice(0, 120) || undefined
  } catch {
    return undefined
  }
}

/** The first language of the browser that we speak (RFC 9110 §12.5.4). */
export const languageOf = (header: string | undefined): Language =>
  (header ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .flatMap((tag) => languages.find((language) => language === tag) ?? [])[0] ?? 'en'

/** An address of ours: whatever the path says, it leads nowhere else. */
export function addressBelow(origin: string, path: string, search: Record<string, string> = {}): string {
  const target = URL.canParse(path, origin) ? new URL(path, origin) : new URL(origin)
  const address = target.origin === origin ? target : new URL(origin)
  for (const [name, value] of Object.entries(search)) address.searchParams.set(name, value)
  return address.href
}
