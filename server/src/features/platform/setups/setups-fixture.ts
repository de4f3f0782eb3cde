// Run as a process of its own, it makes an organization's database and is killed at one moment of that.
import pg from 'pg'
import { openApplication } from '../../../application.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { readConfig } from '../../../kit/config/config.ts'
import type { DatabaseMaker } from '../../../kit/postgres/database-maker.ts'
import { siblingAddress } from '../../../kit/db/placements.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { createLog } from '../../../kit/log/log.ts'
import { setUp } from './jobs.ts'

/** Where it can die: each of these leaves something else behind. */
export const moments = ['before-create', 'after-create', 'in-migrate', 'after-migrate', 'in-move'] as const

export type Moment = (typeof moments)[number]

/** One try of the job, with this maker in place of the platform's. */
export async function setUpOnce(platform: Platform, organizationId: string, maker = platform.databaseMaker) {
  const caller = { requestId: 'test', origin: 'job' }
  const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
    findTenantById(control, organizationId),
  )
  if (!tenant) throw new Error('no such organization')
  await setUp.run({
    platform: { ...platform, databaseMaker: maker },
    tenant,
    caller,
    payload: { organizationId },
    addJob: () => Promise.resolve(),
    inTenant: (mode, work) => inTenant(platform.transactions, tenant, caller, { mode }, work),
  })
}

const die = () => process.kill(process.pid, 'SIGKILL')

/** Dies once the database holds some of its tables and not all of them. */
async function dieWhileMigrating(url: string, database: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ connectionString: siblingAddress(url, database) })
    await client.connect()
    const { rows } = await client
      .query<{ count: number }>('select count(*)::int as count from migration.applied')
      .catch(() => ({ rows: [] }))
    await client.end()
    if ((rows[0]?.count ?? 0) > 5) die()
  }
}

const killedAt = (maker: DatabaseMaker, moment: Moment, url: string): DatabaseMaker => ({
  ...maker,
  async create(server, database) {
    if (moment === 'before-create') die()
    await maker.create(server, database)
    if (moment === 'after-create') die()
  },
  async migrate(server, database) {
    if (moment === 'in-migrate') void dieWhileMigrating(url, database)
    await maker.migrate(server, database)
    if (moment === 'after-migrate') die()
  },
  sealedAddress(...given) {
    if (moment === 'in-move') die()
    return maker.sealedAddress(...given)
  },
})

if (import.meta.main) {
  const [url = '', dataDir = '', organizationId = '', moment = ''] = process.argv.slice(2)
  const { platform } = await openApplication({
    config: readConfig({ DATA_DIR: dataDir, DEMO: 'off' }),
    log: createLog('silent'),
    master: testMaster,
    url,
    rolePrefix: testRolePrefix,
    parts: { api: false, worker: false },
  })
  // whoever was killed before may be held to live for a moment, and works alone as long
  for (;;) await setUpOnce(platform, organizationId, killedAt(platform.databaseMaker, moment as Moment, url))
}
