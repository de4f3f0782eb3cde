import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { scopeOf } from '../patients/scope.ts'
import { reachOf, reachView } from './actions.ts'

export const reachRoutes = {
  get: operation(contract.patients.reach.get, async (given) => {
    const reached = await reachOf(given.tx, given.input.params.id, { scope: scopeOf(given) })
    if (!reached) throw refuse('not-found')
    return reachView(reached)
  }),
}
