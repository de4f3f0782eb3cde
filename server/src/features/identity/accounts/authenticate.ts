import type { IncomingHttpHeaders } from 'node:http'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { refuse } from '../../../kit/http/refusal.ts'
import type { Authenticated } from '../../../kit/http/platform.ts'
import type { Auth } from './auth.ts'

/** Milliseconds that our own public keys are kept before they are read again. */
const keysFreshFor = 60_000

/** Recognizes the account of a request by its session cookie or its bearer token. */
export function createAuthenticate(
  auth: Auth,
  origin: string,
): (headers: IncomingHttpHeaders) => Promise<Authenticated | undefined> {
  let keys: { resolve: ReturnType<typeof createLocalJWKSet>; until: number } | undefined

  async function currentKeys() {
    if (!keys || keys.until < Date.now()) {
      const set = (await auth.api.getJwks()) as unknown as JSONWebKeySet
      keys = { resolve: createLocalJWKSet(set), until: Date.now() + keysFreshFor }
    }
    return keys.resolve
  }

  return async (headers) => {
    const bearer = /^Bearer ([\w.-]+)$/i.exec(headers.authorization ?? '')?.[1]
    if (headers.authorization && !bearer) throw refuse('signed-out')
    if (bearer) {
      try {
        const { payload } = await jwtVerify(bearer, await currentKeys(), {
          issuer: origin,
          audience: origin,
          algorithms: ['EdDSA'],
        })
        if (typeof payload.sub === 'string') return { accountId: payload.sub, by: 'bearer' }
      } catch (error) {
        if ((error as { code?: string }).code?.startsWith('ERR_J')) throw refuse('signed-out')
        throw error
      }
      throw refuse('signed-out')
    }
    if (!headers.cookie?.includes('polyclinic.session_token')) return undefined
    const session = await auth.api.getSession({ headers: new Headers({ cookie: headers.cookie }) })
    return session ? { accountId: session.user.id, by: 'cookie' } : undefined
  }
}
