import { job } from '../../../kit/jobs/job.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { mirrorLogo, shownLogo } from './actions.ts'

/** Makes the control database say what the organization's own says, whatever was cut off in between. */
export const tellLogo = job('organizations.tell-logo', {}, async ({ inTenant, platform, tenant, caller }) => {
  const shown = await inTenant('read', shownLogo)
  await inControl(platform.transactions, caller, { mode: 'write', organizationId: tenant.organizationId }, (control) =>
    mirrorLogo(control, tenant.organizationId, shown),
  )
})
