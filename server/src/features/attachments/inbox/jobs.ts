import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { sweepDiscarded } from './actions.ts'

export const sweepInbox = job('attachments.sweep-inbox', {}, ({ inTenant }) => inTenant('write', sweepDiscarded))

/** What was thrown away a day ago. */
export const inboxToSweep = dueWork(
  'attachments.inbox-to-sweep',
  { in: 'tenant', next: 'tenant.next_discarded_document_at()', rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_discarded_documents()`,
    )
    for (const { organization_id } of rows)
      await addJob(sweepInbox, { organizationId: organization_id }, { key: `inbox|${organization_id}` })
  },
)
