import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { listParts } from '../files/queries.ts'
import { fileView } from '../files/view.ts'
import { keepFile, lookOver } from './actions.ts'

export const completionRoutes = {
  create: operation(contract.files.completions.create, {
    before: ({ inTenant, platform: { blobs, scan }, input }) =>
      lookOver({ inTenant, blobs, scan }, input.params.id, input.body.sha256),
    work: async ({ tx, input, before }) => {
      const row = await keepFile(tx, input.params.id, before)
      return fileView(row, await listParts(tx, row.id), tx.sealer)
    },
  }),
}
