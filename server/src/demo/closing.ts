import { askClosing } from '../features/platform/closings/actions.ts'
import { findOperator } from '../features/platform/operators/queries.ts'
import { createOrganization } from '../features/platform/organizations/actions.ts'
import { findOrganization } from '../features/platform/organizations/queries.ts'
import { inControl } from '../kit/db/tenant-tx.ts'
import type { Platform } from '../kit/http/platform.ts'
import { accountId, operatorEmail } from './accounts.ts'
import { demoId } from './ids.ts'

/** A practice that nobody came into, and that is to be closed: whoever runs the platform sees what waits for its end. */
export async function addClosing(platform: Platform): Promise<void> {
  const id = demoId('organization', 'lakeside')
  const account = accountId(operatorEmail)
  const caller = { accountId: account, requestId: 'demo', origin: 'job' }
  const opening = { mode: 'write', organizationId: id, as: 'operator' } as const
  await inControl(platform.transactions, caller, opening, async (control) => {
    const operator = await findOperator(control, account)
    if (operator?.role !== 'operator' || (await findOrganization(control, id))) return
    await createOrganization(control, platform.master, id, {
      name: 'Lakeside Physiotherapy',
      slug: 'lakeside',
      kind: 'human',
      country: 'GB',
      currency: 'GBP',
      timeZone: 'Europe/London',
      ownerEmail: 'owner@lakeside.example',
      language: 'en',
    })
    const day = Temporal.Now.plainDateISO('Europe/London').add({ days: 45 }).toString()
    await askClosing(control, id, { day, reason: 'The practice moves in with another one' })
  })
}
