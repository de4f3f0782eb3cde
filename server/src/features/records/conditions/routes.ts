import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { addCondition, changeCondition } from './actions.ts'
import { readConditions } from './queries.ts'
import { conditionView } from './view.ts'

export const conditionRoutes = {
  list: operation(contract.records.conditions.list, async (given) => {
    const { tx, input, can } = given
    const rows = await readConditions(tx, input.params.id, patients.scopeOf(given))
    if (!rows) throw refuse('not-found')
    return { items: rows.map((row) => conditionView(row, tx.sealer, can)) }
  }),

  create: operation(contract.records.conditions.create, async (given) => {
    const { tx, input, can } = given
    return conditionView(await addCondition(tx, input.params.id, input.body, patients.scopeOf(given)), tx.sealer, can)
  }),

  update: operation(contract.records.conditions.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return conditionView(await changeCondition(tx, which, input.body), tx.sealer, can)
  }),
}
