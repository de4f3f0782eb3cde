import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Config } from '../../../kit/config/config.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import type { AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'

/** What Better Auth signs cookies and links with. */
export const authSecret = (master: MasterKey) => master.derive('auth').toString('base64')

/**
 * The cookies of the web app. `session_token` is Better Auth's own, signed as it signs it; `device` knows a browser again;
 * `sign_in` holds a sign-in that lacks its second factor or is on its way to a provider; `sign_up` says whose password was
 * typed here before its address was confirmed.
 */
export type CookieName = 'session_token' | 'device' | 'sign_in' | 'sign_up'

export interface CookieKeys {
  config: Config
  master: MasterKey
}

const lasting: Record<CookieName, number> = {
  session_token: 30 * 86_400,
  device: 400 * 86_400,
  sign_in: 600,
  sign_up: 86_400,
}

export const isSecure = (config: Config) => config.origin.startsWith('https:')

/** A `Set-Cookie` header; without a value it takes the cookie away. */
export function cookie(config: Config, master: MasterKey, name: CookieName, value: string | undefined): string {
  const secure = isSecure(config)
  const content = value === undefined ? '' : encodeURIComponent(`${value}.${signature(master, name, value)}`)
  return [
    `${fullName(config, name)}=${content}`,
    `Max-Age=${value === undefined ? 0 : lasting[name]}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(secure ? ['Secure'] : []),
  ].join('; ')
}

/** Sends a cookie along with the answer, once the change that it stands for is kept. */
export function sendCookie(
  accounts: AccountsTx,
  { config, master }: CookieKeys,
  request: CurrentRequest,
  name: CookieName,
  value: string | undefined,
): void {
  accounts.afterCommit(() => request.setHeader('set-cookie', cookie(config, master, name, value)))
}

/** Under https only what was set under https counts: whoever can plant a plain cookie plants none of ours. */
const fullName = (config: Config, name: CookieName) => `${isSecure(config) ? '__Secure-' : ''}polyclinic.${name}`

/** Kept by the browser in which an account's password was typed before its address was confirmed. */
const signUpValue = (accountId: string) => `${accountId}|${Date.now() + lasting.sign_up * 1000}`

export const signUpCookie = ({ config, master }: CookieKeys, accountId: string): string =>
  cookie(config, master, 'sign_up', signUpValue(accountId))

/** Whether the account's password was typed in this browser within a day, while its address was not confirmed. */
export function signedUpHere(header: string | undefined, keys: CookieKeys, accountId: string): boolean {
  const [id, until] = (cookieIn(header, keys, 'sign_up') ?? '').split('|')
  return id === accountId && Number(until) > Date.now()
}

/** The value of a cookie, if our signature on it is right. */
export function cookieIn(
  header: string | undefined,
  { config, master }: CookieKeys,
  name: CookieName,
): string | undefined {
  const prefix = `${fullName(config, name)}=`
  const signed = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(prefix))
    ?.slice(prefix.length)
  if (!signed) return undefined
  const [value, given] = splitAtLast(decoded(signed), '.')
  const expected = Buffer.from(signature(master, name, value), 'base64')
  const shown = Buffer.from(given, 'base64')
  return shown.length === expected.length && timingSafeEqual(shown, expected) ? value : undefined
}

/** A value that was signed for one cookie is none of another; Better Auth signs its own without the name. */
const signature = (master: MasterKey, name: CookieName, value: string) =>
  createHmac('sha256', authSecret(master))
    .update(name === 'session_token' ? value : `${name}|${value}`)
    .digest('base64')

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}

function splitAtLast(value: string, separator: string): [before: string, after: string] {
  const at = value.lastIndexOf(separator)
  return at < 0 ? ['', ''] : [value.slice(0, at), value.slice(at + 1)]
}
