import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { requireOrganization } from '../organizations/actions.ts'
import { detailsView } from '../organizations/view.ts'
import { askClosing, callOffClosing } from './actions.ts'
import { findStanding } from './queries.ts'
import { standingView } from './view.ts'

export const platformClosingRoutes = {
  ask: operation(contract.platform.platformClosings.ask, {
    in: 'control',
    before: ({ input }) => ({ organizationId: input.params.id }),
    bind: ({ organizationId }) => ({ organizationId }),
    work: async ({ control, organizationId, input: { body } }) => {
      const { closesOn: day, reason } = body
      await askClosing(control, organizationId, { reason, ...(day ? { day } : { atOnce: true }) })
      return detailsView(await requireOrganization(control, organizationId))
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  callOff: operation(contract.platform.platformClosings.callOff, {
    in: 'control',
    before: ({ input }) => ({ organizationId: input.params.id }),
    bind: ({ organizationId }) => ({ organizationId }),
    work: async ({ control, organizationId }) => {
      await callOffClosing(control, organizationId)
      return detailsView(await requireOrganization(control, organizationId))
    },
  }),
}

export const closingRoutes = {
  ask: operation(contract.platform.closings.ask, {
    in: 'control',
    work: async ({ control, tenant: { organizationId, name }, input: { body } }) => {
      if (body.name.trim() !== name) throw refuseField('name', 'unknown', 'is not the name of this organization')
      await askClosing(control, organizationId, body.reason === undefined ? {} : { reason: body.reason })
      return standingView(await findStanding(control, organizationId))
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  callOff: operation(contract.platform.closings.callOff, {
    in: 'control',
    work: async ({ control, tenant: { organizationId } }) => {
      await callOffClosing(control, organizationId)
      return standingView(await findStanding(control, organizationId))
    },
  }),
}
