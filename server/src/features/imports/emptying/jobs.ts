import { uuid } from '../../../kit/db/columns.ts'
import { isAway } from '../../../kit/db/outages/away.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { listToEmpty } from '../ledger/queries.ts'
import { emptyImport } from './actions.ts'

/** Imports that are listed at once; each is emptied in a transaction of its own. */
const atOnce = 50

/** One that cannot be emptied, as its table does not open, stands in no other one's way. */
export const emptyDue = job('imports.empty', {}, async ({ inTenant, platform }) => {
  const listed = (after: string | undefined) => inTenant('read', (tx) => listToEmpty(tx, after, atOnce))
  for (let some = await listed(undefined); some.length > 0; some = await listed(some.at(-1)?.id))
    for (const { id } of some)
      try {
        await inTenant('write', (tx) => emptyImport(tx, id))
      } catch (error) {
        if (isAway(error)) throw error
        platform.log.warn({ part: 'imports', import: id, err: error }, 'an import could not be emptied')
      }
})

export const dueToEmpty = dueWork(
  'imports.emptied',
  // what is due in an organization that is closed stays due
  { in: 'tenant', next: 'tenant.next_import_to_empty_at()', rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_imports_to_empty(${200})`,
    )
    for (const { organization_id: organizationId } of rows)
      await addJob(emptyDue, { organizationId }, { key: `empty|${organizationId}` })
  },
)
