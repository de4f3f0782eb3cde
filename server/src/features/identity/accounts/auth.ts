import { betterAuth } from 'better-auth'
import { jwt } from 'better-auth/plugins'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { languages } from '@polyclinic/contract/kit/language.ts'
import type { Config } from '../../../kit/config/config.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import type { Log } from '../../../kit/log/log.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

/** A mail about an account itself; the address is the account's own. */
export interface AccountMail {
  kind: 'verify' | 'reset' | 'exists'
  to: string
  name: string
  language: string
  url: string
}

export interface AuthOptions {
  config: Config
  master: MasterKey
  /** Signs in as the role that alone reaches the schema `auth`. */
  pool: pg.Pool
  log: Log
  sendMail(mail: AccountMail): Promise<void>
}

/** What cookies and links are signed with. */
export const authSecret = (master: MasterKey) => master.derive('auth').toString('base64')

/** Sign-up, sign-in, sessions, tokens: Better Auth on our own schema. Who may do what is not its business. */
export function createAuth({ config, master, pool, log, sendMail }: AuthOptions) {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()] })
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
      database: { generateId: 'uuid' },
      cookiePrefix: 'polyclinic',
      useSecureCookies: isSecure,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure },
      ipAddress: { ipAddressHeaders: ['x-polyclinic-client'] },
    },
    user: {
      additionalFields: { language: { type: 'string', required: false, input: true, validator: { input: undefined } } },
    },
    session: { expiresIn: 7 * 86_400, updateAge: 86_400, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        '/sign-in/email': { window: 60, max: config.SIGN_INS_PER_MINUTE },
        '/sign-up/email': { window: 60, max: config.SIGN_INS_PER_MINUTE },
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
      autoSignInAfterVerification: true,
      expiresIn: 86_400,
      sendVerificationEmail: async ({ user, url }) =>
        sendMail({ kind: 'verify', to: user.email, name: user.name, language: languageOf(user), url }),
    },
    databaseHooks: {
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
      jwt({ jwt: { issuer: config.origin, audience: config.origin, expirationTime: '5m', definePayload: () => ({}) } }),
    ],
    logger: {
      level: 'error',
      log: (level, message) => log[level === 'error' ? 'error' : 'warn']({ part: 'auth' }, message),
    },
    onAPIError: { errorURL: `${config.origin}/sign-in` },
  })
}

export type Auth = ReturnType<typeof createAuth>
