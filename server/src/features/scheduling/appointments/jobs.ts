import { job } from '../../../kit/jobs/job.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { sealSomeReasons } from './actions.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Seals what earlier versions wrote in clear; a crash in between leaves the rest to be found again. */
export const sealReasons = job('scheduling.seal-reasons', {}, async ({ inTenant }) => {
  while ((await inTenant('write', sealSomeReasons)) > 0);
})

export const clearReasons = dueWork(
  'scheduling.clear-reasons',
  {
    in: 'tenant',
    next: `case when exists (select from tenant.reasons_in_clear(1)) then statement_timestamp() end`,
    rest: 10,
  },
  async ({ ask, addJob }) => {
    const rows = await ask(shape({ organization_id: uuid })`select organization_id from tenant.reasons_in_clear(20)`)
    for (const { organization_id: organizationId } of rows)
      await addJob(sealReasons, { organizationId }, { key: `seal-reasons|${organizationId}` })
  },
)
