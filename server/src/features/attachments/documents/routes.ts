import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { files } from '../../files/public.ts'
import { organizations } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import { addDocument, assignDocument, changeDocument } from './actions.ts'
import { findDocument, listMovedAway, listTags, openDocument, readDocuments, type DocumentReader } from './queries.ts'
import { isPlayed } from './rules.ts'
import { documentView, movedAwayView } from './view.ts'

type Caller = Parameters<typeof patients.scopeOf>[0]

export const readerOf = (given: Caller): DocumentReader => ({
  scope: patients.scopeOf(given),
  mayFile: given.can('charts.write'),
})

/** What is said of documents that lay in a chart and lie there no longer. */
async function movedAwayFrom(tx: TenantTx, patientId: string) {
  const rows = await listMovedAway(tx, patientId)
  if (rows.length === 0) return {}
  const accountIds = rows.flatMap((row) => row.moved_by ?? [])
  const names = await tx.inControl('read', (control) => organizations.accountNames(control, accountIds))
  return { movedAway: rows.map((row) => movedAwayView(row, names)) }
}

export const documentRoutes = {
  list: operation(contract.attachments.documents.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 24, ...filter } = input.query
    const before = readCursor(cursor, z.tuple([id]))?.[0]
    const asked = { ...filter, before, limit: limit + 1 }
    const rows = await readDocuments(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    const moved = before === undefined ? await movedAwayFrom(tx, input.params.id) : {}
    const page = pageFrom(
      rows,
      limit,
      (row) => documentView(row, tx.sealer, can),
      (row) => [row.id],
    )
    return { ...page, ...moved }
  }),

  create: operation(contract.attachments.documents.create, async (given) => {
    const { tx, input, can } = given
    const row = await addDocument(tx, input.params.id, input.body, patients.scopeOf(given))
    return documentView(row, tx.sealer, can)
  }),

  update: operation(contract.attachments.documents.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, reader: readerOf(given), expectedVersion }
    return documentView(await changeDocument(tx, which, input.body), tx.sealer, can)
  }),

  assign: operation(contract.attachments.documents.assign, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, reader: readerOf(given), expectedVersion }
    return documentView(await assignDocument(tx, which, input.body.patientId), tx.sealer, can)
  }),

  read: operation(contract.attachments.documents.read, async (given): Promise<BytesAnswer> => {
    const { tx, input, platform } = given
    const reader = readerOf(given)
    const row =
      (await openDocument(tx, input.params.id, reader.scope)) ??
      (reader.mayFile ? await findDocument(tx, input.params.id, reader) : undefined)
    if (!row) throw refuse('not-found')
    const answer = await files.readUsed(tx, platform.blobs, row.file_id)
    if (!answer) throw refuse('wrong-state', { state: row.file_state })
    return { ...answer, isShown: answer.isShown || isPlayed(answer.type) }
  }),

  listTags: operation(contract.attachments.documents.listTags, async (given) => ({
    items: (await listTags(given.tx, readerOf(given))).map(({ tag }) => tag),
  })),
}
