import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { StandardOpenAPIMatcher } from '@orpc/openapi/standard'
import type { AnyRouter } from '@orpc/server'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { callersLimits, readJson, strangersLimits } from './body.ts'
import { letIn, type CheckedAccess, type OperationContext } from './gate.ts'
import { networkOf } from '../limits/network.ts'
import { answerPlain, isPlain } from '../plain/answer.ts'
import type { Authenticated, Platform } from './platform.ts'
import type { Rate } from '../limits/rate.ts'
import { asRefusal, problemBody } from './problems.ts'
import { Refusal } from './refusal.ts'
import { withRequest } from './request.ts'
import { requestOf } from './server.ts'

export async function serveApi(
  app: FastifyInstance,
  platform: Platform,
  router: AnyRouter,
  rates: { address: Rate; caller: Rate },
): Promise<void> {
  const operations = new StandardOpenAPIMatcher()
  operations.init(router)
  const handler = new OpenAPIHandler<OperationContext>(router, {
    customErrorResponseBodyEncoder: (error) => problemBody(asRefusal(error, platform.log)),
    eventIteratorKeepAliveInterval: 15_000,
    rootInterceptors: [
      ({ next, ...asked }) => next({ ...asked, request: { ...asked.request, body: async () => asked.context.body } }),
    ],
  })
  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const current = requestOf(request, reply)
    await withRequest(current, async () => {
      const { pathname } = new URL(request.url, platform.config.origin)
      const matching = await operations.match(request.method, `/${pathname.replaceAll(/^\/|\/$/g, '')}`)
      if (!matching) throw new Refusal('not-found')
      const { procedure, params } = matching
      const enter = async () => {
        const checked = await letIn(platform, current, procedure, params)
        if (checked.access.who) countCaller(rates, current.ip, checked.access.who)
        return checked
      }
      const readBody = (checked: CheckedAccess) => bodyOf(request, checked)
      if (isPlain(procedure))
        return answerPlain({ platform, current, request, reply, procedure, enter, params, readBody })
      const checked = await enter()
      const body = await readBody(checked)
      const { matched } = await handler.handle(request, reply, {
        context: { platform, request: current, checked, body },
      })
      if (!matched) throw new Refusal('not-found')
    })
  }
  await app.register(async (scope) => {
    // nothing is read before the gate
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.all('/api/v1/*', { config: { kind: 'data' } }, answer)
  })
}

/** Fifty people behind one address are fifty callers: whoever is let in counts by account or program, strangers by their address. */
function countCaller(rates: { address: Rate; caller: Rate }, ip: string, who: Authenticated): void {
  rates.address.giveBack(networkOf(ip))
  const wait = rates.caller.take(who.bounds?.id ?? who.accountId)
  if (wait > 0) throw new Refusal('too-many-requests', undefined, wait)
}

/** What GET carries is not looked at (RFC 9110 §9.3.1). */
const bodyOf = ({ method, raw }: FastifyRequest, { access }: CheckedAccess): Promise<unknown> =>
  method === 'GET' ? Promise.resolve(undefined) : readJson(raw, access.who ? callersLimits : strangersLimits)
