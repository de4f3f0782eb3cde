import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { addKennel } from './actions.ts'
import { listKennels } from './queries.ts'
import { kennelView } from './view.ts'

export const kennelRoutes = {
  list: operation(contract.kennels.kennels.list, async ({ tx }) => ({
    items: (await listKennels(tx)).map((row) => kennelView(row, tx.sealer)),
  })),

  create: operation(contract.kennels.kennels.create, async ({ tx, input }) =>
    kennelView(await addKennel(tx, input.body), tx.sealer),
  ),
}
