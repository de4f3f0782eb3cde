// Run by promised-looks.test.ts as a process of its own: it is killed in the moment between its commit and the word of it.
import { openApplication } from '../../application.ts'
import { build } from '../../features/patients/build.ts'
import { testMaster, testRolePrefix } from '../../testing/cluster.ts'
import { readConfig } from '../config/config.ts'
import { inControl, inTenant } from '../db/tenant-tx.ts'
import { findTenantById } from '../db/tenant.ts'
import { createLog } from '../log/log.ts'

const [url = '', organizationId = '', dataDir = ''] = process.argv.slice(2)
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
platform.transactions.onCommitted = () => process.kill(process.pid, 'SIGKILL')
await inTenant(platform.transactions, tenant, caller, { mode: 'write' }, (tx) => build.patient(tx))
