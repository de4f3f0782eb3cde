import { opensRestricted } from '@polyclinic/contract/kit/permission.ts'
import { contract } from '@polyclinic/contract/contract.ts'
import { recordExport } from '../../../kit/audit/exports.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { notAllowed } from '../../../kit/http/refusal.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { works } from '../../works/public.ts'
import { exportOrganization } from './jobs.ts'

export const organizationExportRoutes = {
  create: operation(contract.organizations.organizationExports.create, {
    in: 'control',
    // recorded first, in the organization's own database: nothing is taken out that nobody knows of
    before: ({ inTenant, access: { rights } }) => {
      // the archive holds restricted patients as well
      if (!rights || !opensRestricted(rights.permissions)) throw notAllowed('patients.restricted')
      return inTenant('write', (tx) => recordExport(tx, 'everything', {}))
    },
    work: async ({ control, platform: { master }, tenant, accountId }) => {
      const { organizationId } = tenant
      const onceKey = `${exportOrganization.name}|${organizationId}`
      const id = await queueWork(control, master, exportOrganization, { tenant, input: {}, onceKey })
      return works.own(control, { accountId, organizationId }, id)
    },
    after: async ({ platform, tenant, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return works.view(platform.master, result, tenant)
    },
  }),
}
