import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { compareSome } from './actions.ts'

/** Patients of one transaction; another one follows while there are more. */
const batch = 50

/** Organizations at once; further ones follow with the next look. */
const atOnce = 200

/** Seconds between two looks at a database: what changes all day is compared together. */
const rest = 3_600

/** Finds who is probably on file twice; a crash in between leaves the rest to be found again. */
export const comparePatients = job('patients.compare', {}, async ({ inTenant }) => {
  while ((await inTenant('write', (tx) => compareSome(tx, batch))) > 0);
})

export const uncomparedPatients = dueWork(
  'patients.uncompared',
  { in: 'tenant', next: 'tenant.next_comparison_at()', rest },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_to_compare(${atOnce})`,
    )
    for (const { organization_id: organizationId } of rows)
      await addJob(comparePatients, { organizationId }, { key: `compare|${organizationId}` })
  },
)
