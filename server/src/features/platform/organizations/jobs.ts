import { uuid } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { dueWork } from '../../../kit/jobs/due-work.ts'
import { job } from '../../../kit/jobs/job.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { writeSize } from './actions.ts'
import { readSize } from './queries.ts'

export const measureOrganization = job('platform.measure', {}, async ({ platform, tenant, caller, inTenant }) => {
  const { organizationId } = tenant
  const size = await inTenant('read', readSize)
  await inControl(platform.transactions, caller, { mode: 'write', organizationId, isBesideGate: true }, (control) =>
    writeSize(control, organizationId, size),
  )
})

/** How many organizations are asked for at once. */
const step = 500

/** Each organization that nobody counted lately, once a day. */
export const toMeasure = dueWork(
  'platform.to-measure',
  { in: 'control', every: 86_400, rest: 60 },
  async ({ ask, addJob }) => {
    let after: string | null = null
    for (;;) {
      const rows: { id: string }[] = await ask(
        shape({ id: uuid })`select id from control.organizations_to_measure(${after}, ${step}) as id`,
      )
      for (const { id } of rows) await addJob(measureOrganization, { organizationId: id }, { key: `measure|${id}` })
      after = rows.at(-1)?.id ?? null
      if (rows.length < step) return
    }
  },
)
