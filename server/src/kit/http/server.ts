import { randomUUID } from 'node:crypto'
import { Socket } from 'node:net'
import type { RefusalWording } from '@polyclinic/contract/kit/plain.ts'
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { readJson, strangersLimits } from './body.ts'
import { bodyDeadline, limitBodyTime, slowestBody } from '../plain/body-deadline.ts'
import { compressAnswers } from './compression.ts'
import { networkOf } from '../limits/network.ts'
import type { Platform } from './platform.ts'
import { asRefusal } from './problems.ts'
import { keepKinds, showAs } from '../pages/page-kinds.ts'
import { hostIn, isPlatform, keepSites, siteAddress } from '../pages/sites.ts'
import type { Rate } from '../limits/rate.ts'
import { Refusal } from './refusal.ts'
import { withRequest, type CurrentRequest } from './request.ts'
import { wordings } from '../plain/wordings.ts'
import { codeOf } from '../thrown.ts'

export function createServer(platform: Platform, rate: Rate, bodyTime = bodyDeadline): FastifyInstance {
  const { config, log } = platform
  const options: FastifyServerOptions = {
    trustProxy: config.TRUST_PROXY === 'on' ? (_address, hop) => hop === 0 : false,
    rewriteUrl: (request) => siteAddress(config, request),
    genReqId: () => randomUUID(),
    requestTimeout: slowestBody,
    keepAliveTimeout: 65_000,
    routerOptions: { maxParamLength: 300, ignoreTrailingSlash: false },
    return503OnClosing: true,
  }
  const app: FastifyInstance = Fastify(options)
  app.server.headersTimeout = 10_000
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', (_request, payload, done) => {
    readJson(payload as never, strangersLimits).then(
      (body) => done(null, body),
      (error: Error) => done(error),
    )
  })
  // forms of pages that work without a script; the API refuses them
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { bodyLimit: 10_000, parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
  )

  keepKinds(app)
  limitBodyTime(app, bodyTime)
  app.addHook('onRequest', async (request, reply) => {
    // nothing can go wrong in a file that never changes; of those one fetches many
    if (request.routeOptions.config.kind !== 'asset') reply.header('x-request-id', request.id)
    if (config.isPublic && config.origin.startsWith('https:'))
      reply.header('strict-transport-security', httpsOnly(isPlatform(config, hostIn(request.headers))))
    if (request.url.startsWith('/health/')) return
    if (allowOtherOrigins(request, reply, config.corsOrigins)) return reply.status(204).send()
    const wait = rate.take(networkOf(addressOf(request)))
    if (wait > 0) throw new Refusal('too-many-requests', undefined, wait)
    refuseLongAddress(request.url)
    // nobody reads what is sent to nowhere
    if (request.is404 && isPlatform(config, hostIn(request.headers))) throw new Refusal('not-found')
  })
  keepSites(app, platform)
  compressAnswers(app)
  app.addHook('onResponse', async (request, reply) => {
    log.info(
      {
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
  app.setErrorHandler(async (error, request, reply) => answerProblem(platform, request, reply, error))
  app.setNotFoundHandler(async (request, reply) => answerProblem(platform, request, reply, new Refusal('not-found')))
  // what is not even HTTP
  app.server.on('clientError', (_error, socket) => {
    if (socket instanceof Socket && socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  })
  return app
}

/**
 * Listed origins may call the API with bearer tokens; credentials are never allowed, so cookies do not travel.
 * True where the request was a browser's question beforehand.
 */
function allowOtherOrigins(request: FastifyRequest, reply: FastifyReply, origins: string[]): boolean {
  const { origin } = request.headers
  if (!origin || !origins.includes(origin) || !request.url.startsWith('/api/v1/')) return false
  reply
    .header('access-control-allow-origin', origin)
    .header('vary', 'origin')
    .header('access-control-expose-headers', 'etag, retry-after, x-request-id')
  if (request.method !== 'OPTIONS') return false
  reply
    .header('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    .header('access-control-allow-headers', 'authorization, content-type, if-match, idempotency-key')
    .header('access-control-max-age', '600')
  return true
}

/** What lies beside an organization's own name is not ours to speak for. */
const httpsOnly = (isOurs: boolean) => (isOurs ? 'max-age=31536000; includeSubDomains' : 'max-age=31536000')

/** Queries are flat and short here; what their names nest is built before it could be refused. */
function refuseLongAddress(url: string): void {
  const query = url.slice(url.indexOf('?') + 1)
  if (url.length > 8_000 || query.split('&', 101).length > 100 || query.split(/\[|%5B/i, 21).length > 20)
    throw new Refusal('too-large')
}

export function answerProblem(
  platform: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  error: unknown,
  wording: RefusalWording = 'problem',
): Promise<FastifyReply> {
  const current = requestOf(request, reply)
  return withRequest(current, async () => {
    const refusal = asRefusal(fromFastify(error), platform.log)
    if (refusal.retryAfterSeconds) reply.header('retry-after', String(refusal.retryAfterSeconds))
    // the rest of a body that was refused is not read
    if (request.raw.complete === false) reply.header('connection', 'close')
    return showAs(request, reply, 'data')
      .status(refusal.status)
      .header('content-type', `${wordings[wording].type}; charset=utf-8`)
      .send(wordings[wording].write(refusal))
  })
}

function fromFastify(error: unknown): unknown {
  if (!(error instanceof Error && codeOf(error)?.startsWith('FST_'))) return error
  const statusCode = 'statusCode' in error ? Number(error.statusCode) : 0
  if (statusCode === 413) return new Refusal('too-large')
  if (statusCode === 415) return new Refusal('wrong-content-type')
  return statusCode && statusCode < 500 ? new Refusal('bad-request') : error
}

/** An IPv4 address reads like one, also where the socket speaks IPv6 (RFC 4291 §2.5.5.2); of a caller who is gone, nothing. */
const addressOf = ({ ip }: { ip?: string }) => (ip ?? '').replace(/^::ffff:(?=\d+\.)/i, '')

export function requestOf(request: FastifyRequest, reply: FastifyReply): CurrentRequest {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    // who got all of the answer has not gone from it
    if (!reply.raw.writableFinished) gone.abort()
  })
  return {
    id: request.id,
    method: request.method,
    headers: request.headers,
    ip: addressOf(request),
    signal: gone.signal,
    setHeader: (name, value) => void reply.header(name, value),
  }
}
