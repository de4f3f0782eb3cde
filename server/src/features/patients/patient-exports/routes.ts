import { contract } from '@polyclinic/contract/contract.ts'
import { recordExport } from '../../../kit/audit/exports.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { queueWork } from '../../../kit/works/queue.ts'
import { works } from '../../works/public.ts'
import { exportPatients, exportScopeOf, exportWorkbook } from './jobs.ts'
import { languageOf } from './queries.ts'
import { scopeKey } from './rules.ts'

export const patientExportRoutes = {
  create: operation(contract.patients.patientExports.create, {
    in: 'control',
    // recorded first, in the organization's own database: nothing is taken out that nobody knows of
    before: async ({ inTenant, can, input }) => {
      if (!can('patients.read')) throw refuse('not-allowed', { permission: 'patients.read' })
      await inTenant('write', (tx) => recordExport(tx, 'patient-list', input.body))
    },
    work: async ({ control, platform: { master }, tenant, accountId, input, ...caller }) => {
      const { archived = 'no', format = 'csv' } = input.body
      const kind = format === 'csv' ? exportPatients : exportWorkbook
      const scope = scopeKey(exportScopeOf({ ...caller, accountId }))
      const language = await languageOf(control, accountId)
      const id = await queueWork(control, master, kind, {
        tenant,
        input: { language, isArchived: archived === 'only', scope },
        // of two that would be the same file: of one organization, seen alike, in one language
        onceKey: [kind.name, tenant.organizationId, archived, language, scope].join('|'),
      })
      return works.own(control, { accountId, organizationId: tenant.organizationId }, id)
    },
    after: async ({ platform, tenant, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return works.view(platform.master, result, tenant)
    },
  }),
}
