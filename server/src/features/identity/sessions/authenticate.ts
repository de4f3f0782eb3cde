import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import type pg from 'pg'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { Config } from '../../../kit/config/config.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { extensionPoint, type Extensions } from '../../../kit/extension.ts'
import type { Authenticated, AuthenticatedRequest } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { RefusalKind, RefusalLog } from '../security-events/actions.ts'
import { findSessionById, findSessionByToken, type OpenSession } from './queries.ts'
import { cookieIn } from '../devices/cookies.ts'
import { codeOf } from '../../../kit/thrown.ts'

/** Milliseconds that our own public keys are kept. */
const keysFreshFor = 60_000
/** Milliseconds for which a verified token's session is taken as it was: an ended one is dead within a minute everywhere. */
const sessionFreshFor = 15_000
const maxRemembered = 5_000

/** What programs show in `Authorization` that stands for no session: a kind of key or token. */
export interface ProgramSecret {
  isSuch(token: string): boolean
  findCaller(accounts: pg.Pool, token: string): Promise<Authenticated | undefined>
  refusal: RefusalKind
  reason: string
}

export const programSecrets = extensionPoint<ProgramSecret>('identity.program-secrets')

export interface AuthenticateOptions {
  readKeys(): Promise<JSONWebKeySet>
  /** Reaches the schema `auth`. */
  pool: pg.Pool
  config: Config
  master: MasterKey
  refusals: RefusalLog
  extensions: Extensions
}

type Authenticate = (request: AuthenticatedRequest) => Promise<Authenticated | undefined>

export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const { pool, refusals } = options
  const byToken = tokenReader(options)
  const secrets = options.extensions(programSecrets)

  async function refused(request: AuthenticatedRequest, kind: RefusalKind, reason: string): Promise<never> {
    await refusals.record(request, { kind, details: { reason } })
    throw refuse('signed-out')
  }

  return async (request) => {
    const { authorization, cookie } = request.headers
    const isTouch = !request.isBackground && request.headers['x-background'] === undefined
    if (authorization) {
      const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1]
      if (!token) return refused(request, 'token-refused', 'unreadable')
      const secret = secrets.find(({ isSuch }) => isSuch(token))
      if (secret) return (await secret.findCaller(pool, token)) ?? refused(request, secret.refusal, secret.reason)
      const session = await byToken(token, isTouch, request.isFresh)
      return typeof session === 'string' ? refused(request, 'token-refused', session) : asPerson(session, 'bearer')
    }
    const token = cookieIn(cookie, options, 'session_token')
    const session = token && (await findSessionByToken(pool, token, isTouch))
    return session ? asPerson(session, 'cookie') : undefined
  }
}

const asPerson = ({ accountId, ...session }: OpenSession, by: 'cookie' | 'bearer'): Authenticated => ({
  accountId,
  by,
  session,
})

interface Verified {
  sessionId: string
  accountId: string
  /** The token's own end, in milliseconds since 1970. */
  until: number
  session?: { facts: OpenSession; until: number }
}

/**
 * Verifying a signature takes longer than the rest of a small request: what was verified is remembered. Answers the
 * reason where a token is refused.
 */
function tokenReader({ readKeys, pool, config }: AuthenticateOptions) {
  let keys: { resolve: ReturnType<typeof createLocalJWKSet>; until: number } | undefined
  const verified = new Map<string, Verified>()

  async function currentKeys() {
    if (!keys || keys.until < Date.now()) {
      keys = { resolve: createLocalJWKSet(await readKeys()), until: Date.now() + keysFreshFor }
    }
    return keys.resolve
  }

  async function verify(token: string): Promise<Verified | string> {
    try {
      const rules = { issuer: config.origin, audience: config.origin, algorithms: ['EdDSA'] }
      const { payload } = await jwtVerify(token, await currentKeys(), rules)
      const [account, session] = [id.safeParse(payload.sub), id.safeParse(payload.sid)]
      if (!account.success || !session.success || payload.exp === undefined) return 'incomplete'
      return { accountId: account.data, sessionId: session.data, until: payload.exp * 1000 }
    } catch (error) {
      const code = codeOf(error)
      if (code?.startsWith('ERR_J')) return code
      throw error
    }
  }

  return async (token: string, isTouch: boolean, isFresh = false): Promise<OpenSession | string> => {
    let entry = verified.get(token)
    if (!entry) {
      const read = await verify(token)
      if (typeof read === 'string') return read
      entry = read
      verified.set(token, entry)
      const [oldest] = verified.keys()
      if (verified.size > maxRemembered && oldest) verified.delete(oldest)
    }
    if (entry.until <= Date.now()) {
      verified.delete(token)
      return 'ERR_JWT_EXPIRED'
    }
    if (isFresh || !entry.session || entry.session.until < Date.now()) {
      const session = await findSessionById(pool, entry.sessionId, isTouch)
      if (!session || session.accountId !== entry.accountId) {
        verified.delete(token)
        return 'its session has ended'
      }
      entry.session = { facts: session, until: Date.now() + sessionFreshFor }
    }
    return entry.session.facts
  }
}
