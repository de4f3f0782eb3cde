import { betterAuth } from 'better-auth'
import { jwt } from 'better-auth/plugins'
import { CamelCasePlugin, Kysely, PostgresDialect, WithSchemaPlugin } from 'kysely'
import { languages } from '@polyclinic/contract/kit/language.ts'
import type { Log } from '../../../kit/log/log.ts'
import { currentRequest } from '../../../kit/http/request.ts'
import { authSecret, type SignInPlatform } from '../../identity/public.ts'
import { mayMail } from '../guesses/actions.ts'
import type { PasswordCheck } from '../passwords/stolen.ts'
import { signInVerified } from '../sign-in/actions.ts'
import { notePasswordReset } from '../resets/actions.ts'
import { authHooks } from './hooks.ts'
import { hashPassword, verifyPassword } from '../passwords/hashes.ts'
import { hiddenIdentifier } from '../passwords/reset-identifier.ts'

export interface AccountMail {
  kind: 'verify' | 'reset' | 'exists'
  to: string
  name: string
  language: string
  url: string
}

export interface AuthOptions extends SignInPlatform {
  log: Log
  isStolen: PasswordCheck
  sendMail(mail: AccountMail): Promise<void>
}

/**
 * Better Auth on our own schema: sign-up, mailed links, JWTs. At its address for signing in our own sign-in answers, and
 * it never begins a session itself. Who may do what is not its business.
 */
export function createAuth({ log, isStolen, sendMail: send, ...platform }: AuthOptions) {
  const { config, master } = platform
  const pool = platform.databases.accounts
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin(), new WithSchemaPlugin('auth')],
  })
  // nobody fills another's mailbox through us
  const sendMail = async (mail: AccountMail) => {
    if (await mayMail(platform, mail.to)) return send(mail)
    const request = currentRequest()
    if (request) void platform.refusals.record(request, { kind: 'too-many-attempts', details: { at: 'mail' } })
  }
  const languageOf = (user: object) => ('language' in user && typeof user.language === 'string' ? user.language : 'en')
  const isSecure = config.origin.startsWith('https:')
  return betterAuth({
    appName: 'Polyclinic',
    baseURL: config.origin,
    basePath: '/api/auth',
    secret: authSecret(master),
    database: { db: db as never, type: 'postgres' },
    telemetry: { enabled: false },
    trustedOrigins: config.isPublic
      ? [config.origin]
      : [config.origin, config.origin.replace('localhost', '127.0.0.1')],
    advanced: {
      // the library leaves it out where NODE_ENV is `test`
      disableOriginCheck: false,
      disableCSRFCheck: false,
      database: { generateId: 'uuid' },
      cookiePrefix: 'polyclinic',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure },
      ipAddress: { ipAddressHeaders: ['x-polyclinic-client'] },
    },
    user: {
      additionalFields: { language: { type: 'string', required: false, input: true, validator: { input: undefined } } },
    },
    session: { expiresIn: 7 * 86_400, disableSessionRefresh: true, cookieCache: { enabled: false } },
    hooks: authHooks(platform, isStolen),
    verification: { storeIdentifier: { hash: async (identifier) => hiddenIdentifier(identifier) } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        // the flood alone, whoever is right: a practice comes to work behind one address. Wrong ones are counted as guesses
        '/sign-in/email': { window: 60, max: config.SIGN_INS_PER_MINUTE },
        '/sign-up/email': { window: 60, max: Math.ceil(config.SIGN_INS_PER_MINUTE / 12) },
        '/request-password-reset': { window: 60, max: 5 },
        '/send-verification-email': { window: 60, max: 5 },
        '/get-session': false,
        '/token': { window: 60, max: 120 },
      },
    },
    emailAndPassword: {
      enabled: true,
      requireEmailVerification: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user }) => {
        const request = currentRequest()
        if (request) await notePasswordReset(platform, request, user)
      },
      password: { hash: hashPassword, verify: verifyPassword },
      sendResetPassword: async ({ user, url }) =>
        sendMail({ kind: 'reset', to: user.email, name: user.name, language: languageOf(user), url }),
      // the screen says the same for a known and an unknown address; the mail tells the address's owner the truth
      onExistingUserSignUp: async ({ user }) =>
        sendMail({
          kind: 'exists',
          to: user.email,
          name: user.name,
          language: languageOf(user),
          url: `${config.origin}/sign-in`,
        }),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendOnSignIn: false,
      autoSignInAfterVerification: false,
      expiresIn: 86_400,
      afterEmailVerification: async ({ id }) => {
        const request = currentRequest()
        if (request) await signInVerified(platform, request, id)
      },
      sendVerificationEmail: async ({ user, url }) =>
        sendMail({ kind: 'verify', to: user.email, name: user.name, language: languageOf(user), url }),
    },
    databaseHooks: {
      // nothing of it may pass a second factor
      session: { create: { before: async () => false } },
      user: {
        create: {
          before: async (user) => ({
            data: {
              ...user,
              language: languages.find((language) => language === (user as { language?: string }).language) ?? 'en',
            },
          }),
        },
      },
    },
    plugins: [
      jwt({
        jwt: {
          issuer: config.origin,
          audience: config.origin,
          expirationTime: '5m',
          definePayload: ({ session }) => ({ sid: session.id }),
        },
        disableSettingJwtHeader: true,
      }),
    ],
    logger: {
      level: 'error',
      log: (level, message, ...about) => {
        const err = about.find((each) => each instanceof Error)
        log[level === 'error' ? 'error' : 'warn']({ part: 'auth', ...(err && { err }) }, message)
      },
    },
    // what nobody expected is answered where everything else is
    onAPIError: { errorURL: `${config.origin}/sign-in`, throw: true },
  })
}

export type Auth = ReturnType<typeof createAuth>

/** A JWT as `GET /token` answers it: five minutes, the account and the session and nothing else. */
export async function signToken(auth: Auth, origin: string, accountId: string, sessionId: string): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + 300
  const payload = { sub: accountId, sid: sessionId, iss: origin, aud: origin, exp }
  return (await auth.api.signJWT({ body: { payload } })).token
}
