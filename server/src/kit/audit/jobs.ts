import { sql } from 'kysely'
import { sealerOf } from '../crypto/seal.ts'
import { uuid } from '../db/columns.ts'
import { shape } from '../db/row.ts'
import { inControl } from '../db/tenant-tx.ts'
import { dueWork, type DueWork } from '../jobs/due-work.ts'
import { job, type Job } from '../jobs/job.ts'
import { forgetNext, organizationsWithOldAudit } from './forgetting.ts'
import { batchSize, chainNext } from './sealing.ts'
import { recordsAudit, securityAudit } from './store.ts'

/** Batches of one job: it works with the keys that it began with. */
const limit = 20

async function chainSome(next: () => Promise<number>): Promise<void> {
  for (let batches = 0; batches < limit; batches++) if ((await next()) < batchSize) return
}

/** Seals and chains what the audit wrote of an organization; what is left, after a crash too, is due again. */
export const chainAudit = job(
  'audit.chain',
  {},
  ({ inTenant }) => chainSome(() => inTenant('write', (tx) => chainNext(recordsAudit(tx)))),
  { isRecord: true },
)

/** Likewise of its members, rights and sign-ins. */
export const chainSecurity = job(
  'audit.chain-security',
  {},
  ({ platform, tenant, caller }) => {
    const { organizationId, keys } = tenant
    const sealer = sealerOf(platform.master, organizationId, keys)
    return chainSome(() =>
      inControl(platform.transactions, caller, { mode: 'write', organizationId, isBesideGate: true }, (control) =>
        chainNext(securityAudit(control, organizationId, sealer)),
      ),
    )
  },
  { isRecord: true },
)

/** Forgets what is too old of an organization's sign-ins and refusals, a batch a transaction; the chain stays whole. */
export const forgetSecurity = job(
  'audit.forget-security',
  {},
  async ({ platform, tenant, caller }) => {
    const { organizationId, keys } = tenant
    const sealer = sealerOf(platform.master, organizationId, keys)
    for (let after: number | undefined = 0; after !== undefined;) {
      const last: number = after
      after = await inControl(
        platform.transactions,
        caller,
        { mode: 'write', organizationId, isBesideGate: true },
        (control) => forgetNext(securityAudit(control, organizationId, sealer), last),
      )
    }
  },
  { isRecord: true },
)

/** Looked for once a day. */
export const oldSecurity = dueWork('audit.old-security', { in: 'control', every: 86_400 }, async ({ ask, addJob }) => {
  for await (const organizationId of organizationsWithOldAudit(ask))
    await addJob(forgetSecurity, { organizationId }, { key: `audit-forget-security|${organizationId}` })
})

/** Events are gathered for a moment: a batch of many costs little more than one of one. */
const loose = (name: `audit.${string}`, where: 'tenant' | 'control', chain: Job<object>): DueWork =>
  dueWork(
    name,
    {
      in: where,
      next: `case when exists (select from ${where}.organizations_with_loose_audit(1))
      then statement_timestamp() + interval '5 seconds' end`,
      rest: 5,
    },
    async ({ ask, addJob }) => {
      const rows = await ask(shape({ id: uuid })`
        select id from ${sql.raw(where)}.organizations_with_loose_audit(100) id`)
      for (const { id: organizationId } of rows)
        await addJob(chain, { organizationId }, { key: `${chain.name.replace('.', '-')}|${organizationId}` })
    },
  )

export const looseAudit = loose('audit.loose', 'tenant', chainAudit)
export const looseSecurity = loose('audit.loose-security', 'control', chainSecurity)
