// Run by erasures.test.ts as a process of its own: it is killed when all of an erasure is done and nothing of it is committed, or
// in the moment in which it is.
import { openApplication } from '../../../application.ts'
import { readConfig } from '../../../kit/config/config.ts'
import { inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { createLog } from '../../../kit/log/log.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { carryOut } from './actions.ts'
import { listDue } from './queries.ts'

const [url = '', organizationId = '', dataDir = '', moment = ''] = process.argv.slice(2)
const { platform } = await openApplication({
  config: readConfig({ DATA_DIR: dataDir, DEMO: 'off' }),
  log: createLog('silent'),
  master: testMaster,
  url,
  rolePrefix: testRolePrefix,
  parts: { api: false, worker: false },
})
const caller = { requestId: 'killed' }
const tenant = await inControl(platform.transactions, caller, { mode: 'read' }, (control) =>
  findTenantById(control, organizationId),
)
if (!tenant) throw new Error('there is no such organization')
const die = () => process.kill(process.pid, 'SIGKILL')
platform.transactions.onCommitted = die
await inTenant(platform.transactions, tenant, caller, { mode: 'write' }, async (tx) => {
  for (const due of await listDue(tx, 1)) await carryOut(tx, due)
  if (moment === 'before the commit') die()
})
