import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { patients } from '../../patients/public.ts'
import { liftRestriction, restrict } from './actions.ts'
import { restrictionView } from './view.ts'

export const restrictionRoutes = {
  create: operation(contract.rights.restrictions.create, async (given) => {
    const { tx, input, accountId } = given
    const who = { accountId, scope: patients.scopeOf(given) }
    return restrictionView(await restrict(tx, input.params.id, input.body.reason, who), tx)
  }),

  lift: operation(contract.rights.restrictions.lift, async (given) => {
    const { tx, input, accountId } = given
    const who = { accountId, scope: patients.scopeOf(given) }
    return restrictionView(await liftRestriction(tx, input.params.id, who), tx)
  }),
}
