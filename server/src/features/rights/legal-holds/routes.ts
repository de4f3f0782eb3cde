import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { patients } from '../../patients/public.ts'
import { hold, liftHold } from './actions.ts'
import { holdView } from './view.ts'

export const legalHoldRoutes = {
  create: operation(contract.rights.legalHolds.create, async (given) => {
    const { tx, input, accountId } = given
    const who = { accountId, scope: patients.scopeOf(given) }
    return holdView(await hold(tx, input.params.id, input.body.reason, who), tx)
  }),

  lift: operation(contract.rights.legalHolds.lift, async (given) => {
    const { tx, input, accountId } = given
    const who = { accountId, scope: patients.scopeOf(given) }
    return holdView(await liftHold(tx, input.params.id, input.body.reason, who), tx)
  }),
}
