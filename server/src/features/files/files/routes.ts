import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { announceFile, ownFile, removeFile } from './actions.ts'
import { listParts } from './queries.ts'
import { bytesView, fileView } from './view.ts'

export const fileRoutes = {
  create: operation(contract.files.files.create, async ({ tx, input }) =>
    fileView(await announceFile(tx, input.body), [], tx.sealer),
  ),

  get: operation(contract.files.files.get, async ({ tx, input }) => {
    const row = await ownFile(tx, input.params.id)
    return fileView(row, await listParts(tx, row.id), tx.sealer)
  }),

  read: operation(contract.files.files.read, async ({ tx, input, platform }) => {
    const row = await ownFile(tx, input.params.id)
    // from then on it is read through what uses it, by whoever may see that
    if (row.used_at) throw refuse('not-found')
    if (row.state !== 'kept') throw refuse('wrong-state', { state: row.state })
    return bytesView(platform.blobs, tx.organization.id, tx.sealer, row, await listParts(tx, row.id))
  }),

  remove: operation(contract.files.files.remove, async ({ tx, input }) => removeFile(tx, input.params.id)),
}
