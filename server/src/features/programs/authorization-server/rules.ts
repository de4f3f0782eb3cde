import { permissions } from '@polyclinic/contract/kit/permission.ts'

/** Seconds. */
export const lifetimes = {
  accessToken: 300,
  authorizationCode: 60,
  idToken: 300,
  /** A question waits so long for its answer, a sign-in on the way included. */
  interaction: 3600,
  /** Unused for so long, an application must ask anew; each use gives it the same time again. */
  refreshToken: 30 * 86_400,
  /** After so long in any case. */
  grant: 365 * 86_400,
}

/** An access token is a random word; tokens of sessions are signed, and have dots (RFC 7519). Keys are told apart first. */
export const isAccessToken = (token: string) => !token.includes('.')

/** Scopes that say who somebody is rather than what may be done. */
export const personalScopes = ['openid', 'profile', 'email', 'offline_access'] as const

export const isRight = (scope: string) => permissions().some((permission) => permission === scope)

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * An application on the person's own machine or telephone: it listens on any port of the machine (RFC 8252 §7.3) or has
 * a scheme of its own (§7.1), and is asked about every time, because another program could pose as it (§8.6).
 */
export function isNative(redirectUris: readonly string[], isConfidential: boolean): boolean {
  const addresses = redirectUris.map((uri) => new URL(uri))
  if (addresses.some(({ protocol }) => protocol !== 'https:' && protocol !== 'http:')) return true
  return !isConfidential && addresses.some(({ protocol }) => protocol === 'http:')
}

/** An `https` address on the own machine cannot stand beside those of a native application: whose it is cannot be known. */
export const mixesNative = (redirectUris: readonly string[], isConfidential: boolean) =>
  isNative(redirectUris, isConfidential) &&
  redirectUris.some((uri) => uri.startsWith('https:') && loopback.has(new URL(uri).hostname))

/** What a person is shown of where an application lives: `https://example.org`, or its own scheme. */
export function originOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri)
  return origin === 'null' ? protocol.slice(0, -1) : origin
}

export const scopesOf = (value: unknown): string[] =>
  typeof value === 'string' ? value.split(' ').filter(Boolean) : []
