// Run by waiting.test.ts as a process of its own: it is killed in the moment in which a death is committed, before a word of it is out.
import { openApplication } from '../../../application.ts'
import { readConfig } from '../../../kit/config/config.ts'
import { inControl, inTenant } from '../../../kit/db/tenant-tx.ts'
import { findTenantById } from '../../../kit/db/tenant.ts'
import { createLog } from '../../../kit/log/log.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { changePatient } from './actions.ts'

const [url = '', organizationId = '', dataDir = '', patientId = ''] = process.argv.slice(2)
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
await inTenant(platform.transactions, tenant, caller, { mode: 'write' }, (tx) =>
  changePatient(tx, { id: patientId, scope: undefined }, { deceasedOn: '2026-01-01' }),
)
