import type { FastifyInstance } from 'fastify'
import { ask } from '../db/ask.ts'
import { bigint } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import type { Platform } from './platform.ts'

/**
 * `live`: the process answers. `ready`: its database does too; beside that, how many jobs used all their tries and how many
 * databases of organizations do not answer, which makes nobody else's less ready.
 */
export function serveHealth(app: FastifyInstance, platform: Platform): void {
  app.get('/health/live', { config: { kind: 'data' } }, async () => ({ status: 'live' }))
  app.get('/health/ready', { config: { kind: 'data' } }, async (_request, reply) => {
    try {
      return { status: 'ready', ...(await troubles(platform)) }
    } catch {
      return reply.status(503).header('retry-after', '2').send({ status: 'unavailable' })
    }
  })
}

async function troubles({ databases }: Platform): Promise<{ deadJobs: number; silentDatabases: number }> {
  const [row] = await ask(
    databases.control,
    shape({ dead_jobs: bigint, silent_databases: bigint })`
      select coalesce((select count from control.health where what = 'dead-jobs'), 0) as dead_jobs,
        (select count(distinct placement_id) from control.due_work where failures > 0) as silent_databases`,
  )
  return { deadJobs: row?.dead_jobs ?? 0, silentDatabases: row?.silent_databases ?? 0 }
}
