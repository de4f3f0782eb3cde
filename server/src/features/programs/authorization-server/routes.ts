import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { languages } from '@polyclinic/contract/kit/language.ts'
import { newNonce, pagePolicy } from '../../../kit/pages/security-headers.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { isAway } from '../../../kit/db/outages/away.ts'
import { builtStylesheets } from '../../../kit/pages/web.ts'
import { knownLanguage, words } from '../../../kit/text/text.ts'
import { recordsOf } from './actions.ts'
import { errorPage } from './error-page.ts'
import { createProvider, type Answers, type Here } from './provider.ts'
import { findClient, findGrant, findPerson, provedAt, standingOf } from './queries.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const served =
  /^\/(authorize(\/[\w-]+)?|token|userinfo|jwks|introspection|revocation|\.well-known\/(openid-configuration|oauth-authorization-server))$/

/** The authorization server for applications of others (RFC 6749, RFC 8414), below `/oauth`. */
export async function serveAuthorizationServer(app: FastifyInstance, platform: Platform): Promise<void> {
  let handler: Promise<Handler> | undefined
  const { protocol, host } = new URL(platform.config.origin)

  async function answer(request: FastifyRequest, reply: FastifyReply, url: string) {
    if (!served.test(url.split('?')[0] ?? '')) return reply.callNotFound()
    // loaded with the first request: a start does not wait for it
    handler ??= openLibrary(platform).catch((error: Error) => {
      handler = undefined
      throw error
    })
    const answerOf = await handler
    const message: IncomingMessage & { originalUrl?: string; ip?: string } = request.raw
    message.originalUrl = `/oauth${url}`
    message.url = url
    Object.assign(message.headers, { 'x-forwarded-proto': protocol.slice(0, -1), 'x-forwarded-host': host })
    origins.set(message, { id: request.id, ip: request.ip, headers: request.headers })
    reply.hijack()
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    await answerOf(message, reply.raw)
    return reply
  }

  await app.register(async (scope) => {
    // forms, as RFC 6749 has them: read and limited by the library
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/oauth/*', { config: { kind: 'data' } }, (request, reply) =>
      answer(request, reply, request.url.slice('/oauth'.length)),
    )
    // RFC 8414 §3.1: of an issuer with a path
    scope.get('/.well-known/oauth-authorization-server/oauth', { config: { kind: 'data' } }, (request, reply) =>
      answer(request, reply, '/.well-known/oauth-authorization-server'),
    )
  })
}

interface Origin {
  id: string
  ip: string
  headers: FastifyRequest['headers']
}

const origins = new WeakMap<IncomingMessage, Origin>()

async function openLibrary(platform: Platform): Promise<Handler> {
  const [{ Provider }, policy, { InvalidGrant }] = await Promise.all([
    import('oidc-provider/lib/provider.js'),
    import('oidc-provider/lib/helpers/interaction_policy/index.js'),
    import('oidc-provider/lib/helpers/errors.js'),
  ])
  const { accounts } = platform.databases
  const provider = createProvider(Provider, policy, {
    ...answersOf(platform),
    recordsOf: (model) => recordsOf(accounts, model, () => new InvalidGrant({ detail: `${model} already used` })),
  })
  const refused = (ctx: KoaContextWithOIDC, error: Error) => recordRefusal(platform, ctx, error)
  provider.on('grant.error', refused)
  provider.on('introspection.error', refused)
  provider.on('revocation.error', refused)
  provider.on('server_error', (ctx, error) => {
    if (isAway(error)) {
      ctx.status = 503
      ctx.set('retry-after', '2')
    } else platform.log.error({ part: 'oauth', err: error }, 'unexpected error')
  })
  const emitter: NodeJS.EventEmitter = provider
  emitter.on('error', (error: Error) => platform.log.warn({ part: 'oauth', err: error }, 'an answer was cut'))
  provider.use(async (ctx, next) => {
    await next()
    // the library's own session is never kept, so its cookie need not travel
    const cookies = [ctx.response.headers['set-cookie'] ?? []].flat()
    const kept = cookies.filter((each) => !/^polyclinic\.oauth(\.sig)?=/.test(each))
    if (kept.length > 0) ctx.set('set-cookie', kept)
    else ctx.remove('set-cookie')
  })
  return provider.callback()
}

function answersOf(platform: Platform): Omit<Answers, 'recordsOf'> {
  const { config, master, databases, transactions } = platform
  const { accounts } = databases
  return {
    config,
    master,
    findClient: (id) => findClient(accounts, id),
    findPerson: (id) => findPerson(accounts, id),
    findGrant: (accountId, clientId) => findGrant(accounts, accountId, clientId),
    standingOf: (accountId, organizationId) => standingOf(transactions, accountId, organizationId),
    whoIsHere: (cookie) => whoIsHere(platform, cookie),
    errorPage(ctx, { error, error_description: detail }) {
      const language = knownLanguage(ctx.acceptsLanguages([...languages]) || undefined)
      const text = words(language, 'programs')
      ctx.set('content-security-policy', pagePolicy(newNonce()))
      ctx.type = 'html'
      ctx.body = errorPage(
        { language, title: text('oauthError.title'), text: text('oauthError.text'), code: error, detail },
        builtStylesheets(),
      )
    },
  }
}

async function whoIsHere({ authenticate, databases }: Platform, cookie: string | undefined): Promise<Here | undefined> {
  if (!cookie) return undefined
  const who = await authenticate({ headers: { cookie }, ip: '', id: 'oauth' })
  if (!who?.session) return undefined
  const at = await provedAt(databases.accounts, who.session.id)
  return at === undefined
    ? undefined
    : { accountId: who.accountId, hasSecondFactor: who.session.hasSecondFactor, provedAt: at }
}

/** Wrong secrets, and what was used twice, are written down. */
function recordRefusal(platform: Platform, ctx: KoaContextWithOIDC, error: Error): void {
  const origin = origins.get(ctx.req)
  const { error_detail: detail = '' } = error as { error_detail?: string }
  const client = ctx.oidc.client?.clientId
  const details = { ...(client && { client }) }
  if (!origin) return
  if (error.message === 'invalid_client') void platform.refusals.record(origin, { kind: 'key-refused', details })
  else if (/already (used|consumed)/.test(detail))
    void platform.refusals.record(origin, {
      kind: 'refresh-token-reused',
      accountId: ctx.oidc.refreshToken?.accountId,
      details: { ...details, what: ctx.oidc.refreshToken ? 'RefreshToken' : 'AuthorizationCode' },
    })
}
