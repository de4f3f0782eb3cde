import type { FastifyInstance } from 'fastify'
import type { Platform } from './platform.ts'

/** `live`: the process answers. `ready`: its database does too. */
export function serveHealth(app: FastifyInstance, platform: Platform): void {
  app.get('/health/live', async () => ({ status: 'live' }))
  app.get('/health/ready', async (_request, reply) => {
    try {
      await platform.databases.control.query('select 1')
      return { status: 'ready' }
    } catch {
      return reply.status(503).header('retry-after', '2').send({ status: 'unavailable' })
    }
  })
}
