import { job } from '../../../kit/jobs/job.ts'
import { inControl } from '../../../kit/db/tenant-tx.ts'
import { mirrorBrand, shownBrand } from '../brand/actions.ts'

/** Makes the control database say what the organization's own says, whatever was cut off in between. */
export const tellLogo = job('organizations.tell-logo', {}, async ({ inTenant, platform, tenant, caller }) => {
  const shown = await inTenant('read', shownBrand)
  await inControl(platform.transactions, caller, { mode: 'write', organizationId: tenant.organizationId }, (control) =>
    mirrorBrand(control, tenant.organizationId, shown),
  )
})
