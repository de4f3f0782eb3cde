import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { keepLayout } from './actions.ts'
import { findLayout } from './queries.ts'

/** A program that reads charts for nobody in particular arranges none. */
const nobodys = { sections: [], hidden: [] }

export const chartLayoutRoutes = {
  get: operation(contract.records.chartLayouts.get, async ({ tx }) => {
    const { accountId } = tx.caller
    const row = accountId && (await findLayout(tx, accountId))
    return row ? { sections: row.sections, hidden: row.hidden } : nobodys
  }),

  update: operation(contract.records.chartLayouts.update, async ({ tx, input }) => {
    const { accountId } = tx.caller
    if (accountId) await keepLayout(tx, accountId, input.body)
    return input.body
  }),
}
