import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { endAccess, grantAccess, refuseAccess } from './actions.ts'
import { listAccesses } from './queries.ts'
import { supportAccessView } from './view.ts'

export const supportAccessRoutes = {
  list: operation(contract.support.supportAccesses.list, {
    in: 'control',
    work: async ({ control, organizationId, input: { query } }) => {
      const { cursor, limit = 50, open } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await listAccesses(control, organizationId, { before, limit: limit + 1, open })
      return pageFrom(rows, limit, supportAccessView, (row) => [row.id])
    },
  }),

  grant: operation(contract.support.supportAccesses.grant, {
    in: 'control',
    work: async ({ control, organizationId, input: { params, body } }) =>
      supportAccessView(await grantAccess(control, { organizationId, id: params.id }, body)),
  }),

  refuse: operation(contract.support.supportAccesses.refuse, {
    in: 'control',
    work: async ({ control, organizationId, input: { params } }) =>
      supportAccessView(await refuseAccess(control, { organizationId, id: params.id })),
  }),

  end: operation(contract.support.supportAccesses.end, {
    in: 'control',
    work: async ({ control, organizationId, input: { params } }) =>
      supportAccessView(await endAccess(control, { organizationId, id: params.id })),
  }),
}
