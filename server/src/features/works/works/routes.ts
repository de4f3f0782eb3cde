import { contract } from '@polyclinic/contract/contract.ts'
import { pooledPlacementId } from '../../../kit/db/databases.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { listPieces } from '../../../kit/works/pieces.ts'
import { cancelWork } from './actions.ts'
import { listWorks, ownWork } from './queries.ts'
import { resultView, workView } from './view.ts'

export const workRoutes = {
  list: operation(contract.works.works.list, {
    in: 'control',
    work: async ({ control, accountId, platform: { master } }) => ({
      items: (await listWorks(control, accountId)).map((row) => workView(master, row)),
    }),
  }),

  get: operation(contract.works.works.get, {
    in: 'control',
    work: async ({ control, accountId, input, platform: { master } }) =>
      workView(master, await ownWork(control, accountId, input.params.id)),
  }),

  cancel: operation(contract.works.works.cancel, {
    in: 'control',
    work: ({ control, accountId, input }) => cancelWork(control, accountId, input.params.id),
    after: async ({ platform, result }) => {
      platform.changes.signal(pooledPlacementId, '')
      return workView(platform.master, result)
    },
  }),

  result: operation(contract.works.works.result, {
    in: 'control',
    work: async ({ control, accountId, input, platform: { master, blobs } }) => {
      const row = await ownWork(control, accountId, input.params.id)
      const file = resultView(master, blobs, row, await listPieces(control, row.id))
      if (row.state !== 'done' || !file) throw refuse('wrong-state', { state: row.state })
      return file
    },
  }),
}
