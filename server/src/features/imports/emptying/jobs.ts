import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { emptyImports } from './actions.ts'

/** Imports of one transaction; the next one follows while there are more. */
const atOnce = 20

export const emptyDue = job('imports.empty', {}, async ({ inTenant }) => {
  while ((await inTenant('write', (tx) => emptyImports(tx, atOnce))) === atOnce);
})

export const dueToEmpty = dueWork(
  'imports.emptied',
  { in: 'tenant', next: 'tenant.next_import_to_empty_at()' },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_with_imports_to_empty(${200})`,
    )
    for (const { organization_id: organizationId } of rows)
      await addJob(emptyDue, { organizationId }, { key: `empty|${organizationId}` })
  },
)
