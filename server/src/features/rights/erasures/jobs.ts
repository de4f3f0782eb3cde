import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { carryOut, endRetention } from './actions.ts'
import { listDue, listEnded } from './queries.ts'

/** Patients of one look; the next one, a minute later, finds the others. */
const atOnce = 50

/** One transaction a patient: a crash leaves each erased, or as they were and due. */
export const eraseDue = job('rights.erase', {}, async ({ inTenant }) => {
  for (const due of await inTenant('read', (tx) => listDue(tx, atOnce)))
    await inTenant('write', (tx) => carryOut(tx, due))
  for (const { patient_id } of await inTenant('read', (tx) => listEnded(tx, atOnce)))
    await inTenant('write', (tx) => endRetention(tx, patient_id))
})

export const dueErasures = dueWork(
  'rights.erasures',
  // what is due in an organization that is closed stays due
  { in: 'tenant', next: 'tenant.next_erasure_at()', rest: 60 },
  async ({ ask, addJob }) => {
    const rows = await ask(
      shape({ organization_id: uuid })`select organization_id from tenant.organizations_to_erase(${200})`,
    )
    for (const { organization_id: organizationId } of rows)
      await addJob(eraseDue, { organizationId }, { key: `erase|${organizationId}` })
  },
)
