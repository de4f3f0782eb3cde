import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import type { AnyRouter } from '@orpc/server'
import { problemBody as problemSchema } from '@polyclinic/contract/kit/problem.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toJSONSchema } from 'zod'
import type { OperationContext } from './gate.ts'
import type { Platform } from './platform.ts'
import { asRefusal, problemBody } from './problems.ts'
import { Refusal } from './refusal.ts'
import { withRequest } from './request.ts'
import { apiPolicy } from './security-headers.ts'
import { requestOf } from './server.ts'

/** Serves the contract below `/api/v1`. */
export function serveApi(app: FastifyInstance, platform: Platform, router: AnyRouter): void {
  const handler = new OpenAPIHandler<OperationContext>(router, {
    customErrorResponseBodyEncoder: (error) => problemBody(asRefusal(error, platform.log)),
    eventIteratorKeepAliveInterval: 15_000,
  })
  app.all('/api/v1/*', async (request: FastifyRequest, reply: FastifyReply) => {
    const current = requestOf(request, reply)
    // a form of another site could otherwise be sent here without asking first
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      throw new Refusal('wrong-content-type')
    reply.header('content-security-policy', apiPolicy).header('cache-control', 'no-store')
    await withRequest(current, async () => {
      const { matched } = await handler.handle(request, reply, { context: { platform, request: current } })
      if (!matched) throw new Refusal('not-found')
    })
  })
}

/** The OpenAPI document, derived from the same contract. */
export function generateDocument(router: AnyRouter, version: string): Promise<object> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  return generator.generate(router, {
    info: {
      title: 'Polyclinic',
      version,
      description:
        'The API that the web app itself uses. Sign in at `/api/auth`, then send the cookie or `Authorization: Bearer`.',
    },
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'polyclinic.session_token' },
      },
    },
    security: [{ bearer: [] }, { cookie: [] }],
    customErrorResponseBodySchema: () => toJSONSchema(problemSchema, { io: 'input' }) as never,
  })
}
