import type { FastifyInstance } from 'fastify'
import { refuse } from '../../../kit/http/refusal.ts'
import { apiPolicy } from '../../../kit/http/security-headers.ts'
import type { Auth } from './auth.ts'

/** Mounts Better Auth. The body was read and limited by the server already; the client's address is ours to say. */
export function serveAccounts(app: FastifyInstance, auth: Auth, origin: string): void {
  app.all('/api/auth/*', async (request, reply) => {
    if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
      throw refuse('wrong-content-type')
    const headers = new Headers()
    for (const [name, value] of Object.entries(request.headers)) {
      if (value !== undefined && !['content-length', 'transfer-encoding', 'connection'].includes(name))
        headers.set(name, Array.isArray(value) ? value.join(', ') : value)
    }
    headers.set('x-polyclinic-client', request.ip)
    const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
    const answer = await auth.handler(
      new Request(new URL(request.url, origin), {
        method: request.method,
        headers,
        ...(hasBody && { body: JSON.stringify(request.body ?? {}) }),
      }),
    )
    reply.status(answer.status).header('content-security-policy', apiPolicy).header('cache-control', 'no-store')
    for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
    const cookies = answer.headers.getSetCookie()
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    return reply.send(Buffer.from(await answer.arrayBuffer()))
  })
}
