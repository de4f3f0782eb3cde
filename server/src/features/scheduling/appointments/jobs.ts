import { ask } from '../../../kit/db/ask.ts'
import type { Placement } from '../../../kit/db/databases.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { job } from '../../../kit/jobs/job.ts'
import type { AddJob } from '../../../kit/jobs/jobs.ts'
import { sealSomeReasons } from './actions.ts'
import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'

/** Seals what earlier versions wrote in clear; a crash in between leaves the rest for the next sweep. */
export const sealReasons = job('scheduling.seal-reasons', {}, async ({ inTenant }) => {
  while ((await inTenant('write', sealSomeReasons)) > 0);
})

export async function sweepClearReasons(platform: Platform, placement: Placement, addJob: AddJob): Promise<void> {
  const rows = await ask(
    platform.databases.holding(placement),
    shape({ organization_id: uuid })`select organization_id from tenant.reasons_in_clear(20)`,
  )
  for (const { organization_id: organizationId } of rows)
    await addJob(sealReasons, { organizationId }, { key: `seal-reasons|${organizationId}` })
}
