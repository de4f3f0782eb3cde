import { uuid } from '../../../kit/db/columns.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { shape } from '../../../kit/db/row.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { isOn } from '../../../kit/toggles/toggles.ts'
import { settleHost } from './actions.ts'
import { listHosts, lookForRecord } from './queries.ts'

/** Looks whether the names of an organization are still proved, and serves nothing under one whose proof is gone for long. */
export const checkHosts = job('website.check-hosts', {}, async ({ platform, tenant, caller }) => {
  // nothing is served under a name meanwhile, so nothing has to be proved
  if (!isOn(tenant, 'website')) return
  const { organizationId } = tenant
  const { transactions, config } = platform
  const hosts = await inControl(transactions, caller, { mode: 'read', organizationId }, (control) =>
    listHosts(control, organizationId),
  )
  for (const host of hosts.filter(({ state }) => state === 'verified')) {
    const found = await lookForRecord(config, host.name, host.proof)
    await inControl(transactions, caller, { mode: 'write', organizationId }, (control) =>
      settleHost(control, { platform, tenant }, host.id, found),
    )
  }
  platform.changes.signal(pooledPlacementId, '')
})

/** Each verified name, once a day. */
export const hostsToCheck = dueWork(
  'website.hosts-to-check',
  { in: 'control', every: 3_600, rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`
        select organization_id from control.organizations_with_hosts_to_check() as organization_id`,
    )
    for (const { organization_id } of rows)
      await addJob(checkHosts, { organizationId: organization_id }, { key: `hosts|${organization_id}` })
  },
)
