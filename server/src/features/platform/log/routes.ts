import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { listActs } from './queries.ts'
import { logView } from './view.ts'

export const logRoutes = {
  list: operation(contract.platform.platformLog.list, {
    in: 'control',
    work: async ({ control, input: { query } }) => {
      const { cursor, limit = 50, organizationId } = query
      const before = readCursor(cursor, z.tuple([id]))?.[0]
      const rows = await listActs(control, { organizationId, before, limit: limit + 1 })
      return pageFrom(rows, limit, logView, (row) => [row.id])
    },
  }),
}
