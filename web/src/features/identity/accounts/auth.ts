import i18next from 'i18next'
import { isName } from '@polyclinic/contract/kit/reading/clean.ts'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { currentLanguage } from '../../../kit/texts/i18n.ts'
import { problemText } from '../../../kit/api/problem.ts'

/** A refusal of the sign-in service, whose codes are not those of our API. */
export class AuthError extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string) {
    super(code)
    this.status = status
    this.code = code
  }
}

async function post(path: string, body: object): Promise<unknown> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: {
      'content-type': 'application/json',
      'x-requested-with': 'polyclinic',
      'accept-language': currentLanguage(),
    },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : ''
  throw new AuthError(response.status, code)
}

const back = (path: string) => new URL(path, location.origin).href

export const auth = {
  signUp: (person: { name: string; email: string; password: string; language: string }, next: string) =>
    post('/sign-up/email', { ...person, callbackURL: back(next) }),
  /** Answers whether the sign-in still lacks its second factor; then there is no session yet. */
  signIn: async (email: string, password: string) => {
    const answer = await post('/sign-in/email', { email, password })
    return { needsSecondFactor: typeof answer === 'object' && answer !== null && 'secondFactor' in answer }
  },
  signOut: () => post('/sign-out', {}),
  sendVerification: (email: string, next: string) =>
    post('/send-verification-email', { email, callbackURL: back(next) }),
  requestReset: (email: string, resetPath: string) =>
    post('/request-password-reset', { email, redirectTo: back(resetPath) }),
  reset: (newPassword: string, token: string) => post('/reset-password', { newPassword, token }),
}

const known: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD: 'wrong',
  INVALID_EMAIL: 'email',
  INVALID_NAME: 'name',
  EMAIL_NOT_VERIFIED: 'unverified',
  PASSWORD_TOO_SHORT: 'short',
  PASSWORD_TOO_LONG: 'long',
  PASSWORD_COMPROMISED: 'known',
  INVALID_TOKEN: 'token',
  TOKEN_EXPIRED: 'token',
  EMAIL_ALREADY_VERIFIED: 'verified',
  EMAIL_MISMATCH: 'otherAccount',
}

/** What browsers say of a passkey that was not shown (W3C WebAuthn §5.1), by the error's name. */
const ofPasskeys: Record<string, string> = {
  NotAllowedError: 'passkeyNone',
  AbortError: 'passkeyNone',
  InvalidStateError: 'passkeyTwice',
  SecurityError: 'passkeyPlace',
  NotSupportedError: 'passkeyPlace',
}

export function authProblemText(error: unknown): string {
  const passkey = error instanceof Error && ofPasskeys[error.name]
  if (passkey) return i18next.t(`identity:problem.${passkey}`)
  if (!(error instanceof AuthError)) return problemText(error)
  if (error.status === 429) return i18next.t('kit:problem.too-many-requests')
  const key = known[error.code]
  if (key) return i18next.t(`identity:problem.${key}`)
  // what our own server refuses before the sign-in service is asked
  if (i18next.exists(`kit:problem.${error.code}`))
    return i18next.t(`kit:problem.${error.code}` as 'kit:problem.unexpected')
  return i18next.t(error.status >= 500 ? 'kit:problem.unavailable' : 'kit:problem.invalid-input')
}

/** Where to go after signing in: only an address of ours, never another site. */
export function safeNext(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}

/** What the server would refuse, said at the field before anything is sent: no name, no address, less than ten characters. */
export function asAsked({ name, email, password }: { name?: string; email?: string; password?: string }) {
  const found: Record<string, string> = {}
  if (name !== undefined && !isName(name)) found['name'] = i18next.t('kit:issue.invisible')
  if (email !== undefined && readEmail(email) === undefined) found['email'] = i18next.t('kit:issue.email')
  if (password !== undefined && password.length < 10) found['password'] = i18next.t('identity:problem.short')
  return found
}
