import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { askedView } from '../support-accesses/view.ts'
import { askForAccess, breakGlass, endAsked, mailOwners } from './actions.ts'
import { listAsked } from './queries.ts'

interface OfOne {
  organizationId: string
}

export const askedAccessRoutes = {
  list: operation(contract.support.askedAccesses.list, {
    in: 'control',
    work: async ({ control, input: { params, query } }) => {
      const { cursor, limit = 50 } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await listAsked(control, params.id, { before, limit: limit + 1 })
      return pageFrom(rows, limit, askedView, (row) => [row.id])
    },
  }),

  ask: operation(contract.support.askedAccesses.ask, {
    in: 'control',
    before: ({ input }): OfOne => ({ organizationId: input.params.id }),
    bind: (of) => of,
    work: async ({ control, organizationId, platform, input: { body } }) => {
      const row = await askForAccess(control, organizationId, body)
      await mailOwners(control, platform, organizationId, 'support-asked', row)
      return askedView(row)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),

  end: operation(contract.support.askedAccesses.end, {
    in: 'control',
    before: ({ input }): OfOne => ({ organizationId: input.params.id }),
    bind: (of) => of,
    work: async ({ control, organizationId, input: { params } }) =>
      askedView(await endAsked(control, { organizationId, id: params.accessId })),
  }),

  breakGlass: operation(contract.support.askedAccesses.breakGlass, {
    in: 'control',
    before: ({ input }): OfOne => ({ organizationId: input.params.id }),
    bind: (of) => of,
    work: async ({ control, organizationId, platform, input: { params, body } }) => {
      const row = await breakGlass(control, { organizationId, id: params.accessId }, body.reason)
      await mailOwners(control, platform, organizationId, 'support-opened', row)
      return askedView(row)
    },
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return result
    },
  }),
}
