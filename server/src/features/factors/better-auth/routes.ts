import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { isOurOrigin } from '../../../kit/http/gate.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { withRequest, type CurrentRequest } from '../../../kit/http/request.ts'
import { requestOf } from '../../../kit/http/server.ts'
import { cookieIn, findSessionByToken } from '../../identity/public.ts'

/**
 * What Better Auth answers here. The link that confirms an address is asked about first (verifications/pages.ts);
 * everything else that it knows is an operation of our own, or nobody's business.
 */
const served = new Set([
  'POST /sign-up/email',
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /send-verification-email',
  'POST /request-password-reset',
  'GET /reset-password/:token',
  'POST /reset-password',
  'GET /get-session',
  'GET /token',
  'GET /jwks',
  'GET /ok',
  'GET /error',
])

const isServed = (method: string, url: string) => {
  const path = /^\/api\/auth(\/[^?#]*)/.exec(url)?.[1] ?? ''
  return served.has(`${method} ${path.replace(/^(\/reset-password)\/[\w-]+$/, '$1/:token')}`)
}

/** What sends a mail where there is an account, and does less where there is none, takes half a second in any case. */
const asLong = new Set(['/api/auth/request-password-reset', '/api/auth/sign-up/email'])
const answerAfter = 500

/** Mounts Better Auth. The body was read and limited by the server already; the client's address is ours to say. */
export function serveAccounts(app: FastifyInstance, platform: Platform): void {
  const onRequest = async (request: FastifyRequest) => {
    if (!isServed(request.method, request.url)) throw refuse('not-found')
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      throw refuse('wrong-content-type')
    if (request.method !== 'GET') refuseOtherSites(platform, request)
  }
  app.all('/api/auth/*', { onRequest, config: { kind: 'data' } }, async (request, reply) => {
    await refuseOtherAddresses(platform, requestOf(request, reply), [request.query, request.body])
    return answerOfLibrary(platform, request, reply)
  })
}

/** Hands a request on to Better Auth as one of this method, and its answer back. */
export async function answerOfLibrary(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  method = request.method,
): Promise<FastifyReply> {
  const current = requestOf(request, reply)
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !['content-length', 'transfer-encoding', 'connection', 'cookie'].includes(name))
      headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  if (await isSignedIn(platform, current)) headers.set('cookie', request.headers.cookie ?? '')
  headers.set('x-polyclinic-client', request.ip)
  const body = asRead(request.body)
  if (!body) return reply.status(400).send({ code: 'INVALID_EMAIL', message: 'Invalid email' })
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const until = asLong.has(request.url.split('?')[0] ?? '') ? setTimeout(answerAfter) : undefined
  const answer = await withRequest(current, () =>
    platform.auth.handler(
      new Request(new URL(request.url, platform.config.origin), {
        method,
        headers,
        ...(hasBody && { body: JSON.stringify(body) }),
      }),
    ),
  )
  await until
  reply.status(answer.status)
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(Buffer.from(await answer.arrayBuffer()))
}

/** An address as it is kept everywhere else; undefined where it is none. */
function asRead(body: unknown): object | undefined {
  const given = typeof body === 'object' && body !== null ? body : {}
  if (!('email' in given) || typeof given.email !== 'string') return given
  const email = readEmail(given.email)
  return email === undefined ? undefined : { ...given, email }
}

/** Better Auth knows no limits but the end of a session: it gets no cookie whose session our own statement does not find. */
async function isSignedIn(platform: Platform, { headers }: CurrentRequest): Promise<boolean> {
  const token = cookieIn(headers.cookie, platform, 'session_token')
  const isTouch = headers['x-background'] === undefined
  return token !== undefined && (await findSessionByToken(platform.databases.accounts, token, isTouch)) !== undefined
}

/** Also without a cookie: another site must not sign a browser in, or out. */
export function refuseOtherSites({ config }: Platform, { headers }: Pick<CurrentRequest, 'headers'>): void {
  const site = headers['sec-fetch-site']
  if (site && site !== 'same-origin' && site !== 'none') throw refuse('cross-site')
  if (headers.origin && !isOurOrigin(config, headers.origin)) throw refuse('cross-site')
}

const ways = ['callbackURL', 'redirectTo', 'errorCallbackURL', 'newUserCallbackURL']

/**
 * What a mailed link leads to is ours: elsewhere, the link to choose a new password would carry its secret there. Looked at
 * here whatever the library does.
 */
export async function refuseOtherAddresses(
  { config, refusals }: Platform,
  request: CurrentRequest,
  given: readonly unknown[],
): Promise<void> {
  const isOurs = (address: unknown) =>
    typeof address === 'string' &&
    URL.canParse(address, config.origin) &&
    isOurOrigin(config, new URL(address, config.origin).origin)
  const asked = given.flatMap((each) =>
    typeof each === 'object' && each !== null ? Object.entries(each).filter(([name]) => ways.includes(name)) : [],
  )
  if (asked.every(([, address]) => address === undefined || isOurs(address))) return
  await refusals.record(request, { kind: 'link-refused', details: { what: 'redirect' } })
  throw refuse('bad-request')
}
