import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import { listHolds } from '../legal-holds/queries.ts'
import { holdView } from '../legal-holds/view.ts'
import { isSeen, listRequestsOf } from '../requests/queries.ts'
import { seesAll } from '../requests/rules.ts'
import { accountsIn, requestView } from '../requests/view.ts'
import { listRestrictions } from '../restrictions/queries.ts'
import { restrictionView } from '../restrictions/view.ts'
import { rightsAbilities, withoutReasons } from './rules.ts'

export const overviewRoutes = {
  get: operation(contract.rights.overviews.get, async (given) => {
    const { tx, input, can, inControl } = given
    const [patientId, scope] = [input.params.id, patients.scopeOf(given)]
    if (!(await isSeen(tx, patientId, scope))) throw refuse('not-found')
    const restrictions = await listRestrictions(tx, patientId, scope)
    const holds = await listHolds(tx, patientId, scope)
    const requests = await listRequestsOf(tx, patientId, scope)
    const authors = [
      ...restrictions.flatMap((row) => [row.restricted_by, row.lifted_by]),
      ...holds.flatMap((row) => [row.held_by, row.lifted_by]),
      ...accountsIn(requests),
    ].filter((each) => each !== null)
    const names = await inControl('read', (control) => organizations.accountNames(control, authors))
    const viewer = { sealer: tx.sealer, names, can, seesAll: seesAll(given) }
    return {
      restrictions: restrictions.map((row) =>
        restrictionView(can('patients.restricted') ? row : withoutReasons(row), viewer),
      ),
      holds: holds.map((row) => holdView(can('patients.erase') ? row : withoutReasons(row), viewer)),
      requests: requests.map((row) => requestView(row, viewer)),
      abilities: rightsAbilities({
        can,
        seesAll: viewer.seesAll,
        isRestricted: restrictions.some((row) => row.lifted_at === null),
        isOnHold: holds.some((row) => row.lifted_at === null),
      }),
    }
  }),
}
