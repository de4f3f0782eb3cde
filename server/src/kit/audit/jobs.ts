import { uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { dueWork } from '../jobs/due-work.ts'
import { job } from '../jobs/job.ts'
import { batchSize, chainNext } from './sealing.ts'

/** Batches of one job: it works with the keys that it began with. */
const limit = 20

/** Seals and chains what the audit wrote of an organization; what is left, after a crash too, is due again. */
export const chainAudit = job('audit.chain', {}, async ({ inTenant }) => {
  for (let batches = 0; batches < limit; batches++) if ((await inTenant('write', chainNext)) < batchSize) return
})

/** Events are gathered for a moment: a batch of many costs little more than one of one. */
export const looseAudit = dueWork(
  'audit.loose',
  {
    in: 'tenant',
    next: `case when exists (select from tenant.organizations_with_loose_audit(1))
      then statement_timestamp() + interval '5 seconds' end`,
    rest: 5,
  },
  async ({ ask, addJob }) => {
    const rows = await ask(shape({ id: uuid })`select id from tenant.organizations_with_loose_audit(100) id`)
    for (const { id: organizationId } of rows)
      await addJob(chainAudit, { organizationId }, { key: `audit-chain|${organizationId}` })
  },
)
