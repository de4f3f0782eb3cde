import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { addGoal, changeGoal } from './actions.ts'
import { readGoals } from './queries.ts'
import { goalView } from './view.ts'

export const goalRoutes = {
  list: operation(contract.records.goals.list, async (given) => {
    const { tx, input, can } = given
    const rows = await readGoals(tx, input.params.id, patients.scopeOf(given))
    if (!rows) throw refuse('not-found')
    return { items: rows.map((row) => goalView(row, tx.sealer, can)) }
  }),

  create: operation(contract.records.goals.create, async (given) => {
    const { tx, input, can } = given
    return goalView(await addGoal(tx, input.params.id, input.body, patients.scopeOf(given)), tx.sealer, can)
  }),

  update: operation(contract.records.goals.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return goalView(await changeGoal(tx, which, input.body), tx.sealer, can)
  }),
}
