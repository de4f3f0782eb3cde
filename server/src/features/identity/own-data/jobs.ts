import { findTenantById } from '../../../kit/db/tenant.ts'
import { newId } from '../../../kit/db/ids.ts'
import { inAccounts, inControl, inTenant, type Caller } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { endWorksOf } from '../../../kit/works/clearing.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { endLinks, forgetAccount, forgetDirectory } from './actions.ts'
import { listDeleting, organizationsWithLinks } from './queries.ts'

/** Clears away what a deleted account left, database by database, and then the account. May be begun again anywhere. */
export async function finishDeletion({ transactions }: Platform, accountId: string): Promise<void> {
  const caller: Caller = { accountId, requestId: `deletion-${newId()}`, origin: 'job' }
  await inControl(transactions, caller, { mode: 'write' }, (control) => endWorksOf(control, accountId))
  const organizations = await inControl(transactions, caller, { mode: 'read' }, (control) =>
    organizationsWithLinks(control, accountId),
  )
  for (const organizationId of organizations) {
    const tenant = await inControl(transactions, caller, { mode: 'read' }, (control) =>
      findTenantById(control, organizationId),
    )
    if (tenant) await inTenant(transactions, tenant, caller, { mode: 'write' }, (tx) => endLinks(tx, accountId))
    await inControl(transactions, caller, { mode: 'write', organizationId }, (control) =>
      forgetDirectory(control, organizationId, accountId),
    )
  }
  await inAccounts(transactions, caller, { mode: 'write' }, (accounts) => forgetAccount(accounts, accountId))
}

/** Ends deletions that a crash, or a database that was away, cut off. */
export async function finishDeletions(platform: Platform): Promise<void> {
  const waiting = await inAccounts(
    platform.transactions,
    { requestId: `job-${newId()}` },
    { mode: 'read' },
    listDeleting,
  )
  for (const { id } of waiting) {
    await finishDeletion(platform, id).catch((error: Error) =>
      platform.log.warn({ part: 'deletion', err: error }, 'a deletion waits for its databases'),
    )
  }
}

export const unfinishedDeletions = dueWork(
  'identity.unfinished-deletions',
  { in: 'control', every: 10 },
  ({ platform }) => finishDeletions(platform),
)
