import type { IncomingHttpHeaders } from 'node:http'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import type pg from 'pg'
import type { Authenticated } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { Auth } from './auth.ts'
import { findSession, sessionTokenIn } from './sessions.ts'

/** Milliseconds that our own public keys, and tokens that they verified, are kept. */
const freshFor = 60_000
/** Tokens that are remembered as verified. */
const most = 5_000

export interface AuthenticateOptions {
  auth: Auth
  /** Reaches the schema `auth`. */
  pool: pg.Pool
  origin: string
  /** What the session cookie is signed with. */
  secret: string
}

type Authenticate = (headers: IncomingHttpHeaders) => Promise<Authenticated | undefined>

/** Recognizes the account of a request by its session cookie or its bearer token. */
export function createAuthenticate(options: AuthenticateOptions): Authenticate {
  const byToken = tokenReader(options)
  return async ({ authorization, cookie }) => {
    if (authorization) {
      const token = /^Bearer ([\w.-]+)$/i.exec(authorization)?.[1]
      if (!token) throw refuse('signed-out')
      return { accountId: await byToken(token), by: 'bearer' }
    }
    const accountId = cookie && (await bySession(options, cookie))
    return accountId ? { accountId, by: 'cookie' } : undefined
  }
}

async function bySession({ auth, pool, secret }: AuthenticateOptions, cookie: string): Promise<string | undefined> {
  const token = sessionTokenIn(cookie, secret)
  const session = token && (await findSession(pool, token))
  if (!session) return undefined
  if (session.isDue) await auth.api.getSession({ headers: new Headers({ cookie }) })
  return session.accountId
}

/** Verifying a signature takes longer than the rest of a small request: what was verified is remembered for a minute. */
function tokenReader({ auth, origin }: AuthenticateOptions): (token: string) => Promise<string> {
  let keys: { resolve: ReturnType<typeof createLocalJWKSet>; until: number } | undefined
  const verified = new Map<string, { accountId: string; until: number }>()

  async function currentKeys() {
    if (!keys || keys.until < Date.now()) {
      const set = (await auth.api.getJwks()) as unknown as JSONWebKeySet
      keys = { resolve: createLocalJWKSet(set), until: Date.now() + freshFor }
    }
    return keys.resolve
  }

  async function verify(token: string): Promise<{ accountId: string; until: number }> {
    try {
      const rules = { issuer: origin, audience: origin, algorithms: ['EdDSA'] }
      const { payload } = await jwtVerify(token, await currentKeys(), rules)
      if (typeof payload.sub === 'string' && payload.exp !== undefined)
        return { accountId: payload.sub, until: Math.min(payload.exp * 1000, Date.now() + freshFor) }
    } catch (error) {
      if (!(error as { code?: string }).code?.startsWith('ERR_J')) throw error
    }
    throw refuse('signed-out')
  }

  return async (token) => {
    const before = verified.get(token)
    if (before && before.until > Date.now()) return before.accountId
    verified.delete(token)
    const found = await verify(token)
    verified.set(token, found)
    const [oldest] = verified.keys()
    if (verified.size > most && oldest) verified.delete(oldest)
    return found.accountId
  }
}
