import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { addDocument } from '../documents/actions.ts'
import { readerOf } from '../documents/routes.ts'
import { documentView } from '../documents/view.ts'
import { discardDocument } from './actions.ts'
import { listWaiting } from './queries.ts'

export const inboxRoutes = {
  list: operation(contract.attachments.inbox.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 24 } = input.query
    const after = readCursor(cursor, z.tuple([id]))?.[0]
    const rows = await listWaiting(tx, readerOf(given), { after, limit: limit + 1 })
    return pageFrom(
      rows,
      limit,
      (row) => documentView(row, tx.sealer, can),
      (row) => [row.id],
    )
  }),

  create: operation(contract.attachments.inbox.create, async ({ tx, input, can }) =>
    documentView(await addDocument(tx, undefined, input.body, undefined), tx.sealer, can),
  ),

  discard: operation(contract.attachments.inbox.discard, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, reader: readerOf(given), expectedVersion }
    return documentView(await discardDocument(tx, which, input.body.reason), tx.sealer, can)
  }),
}
