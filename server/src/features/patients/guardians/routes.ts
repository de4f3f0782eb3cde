import { contract } from '@polyclinic/contract/contract.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { pageFrom } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { positionOf, readPosition, shownOf } from '../listing/view.ts'
import { scopeOf } from '../patients/scope.ts'
import { readSearch } from '../search/rules.ts'
import type { Reader } from '../warnings/view.ts'
import { addGuardian, changeGuardian } from './actions.ts'
import { findGuardian, listGuardians } from './queries.ts'
import { guardianSummaryView, guardianView } from './view.ts'

const readerOf = ({ tx, can }: { tx: TenantTx; can: Reader['can'] }): Reader => ({ sealer: tx.sealer, can })

export const guardianRoutes = {
  list: operation(contract.patients.guardians.list, async (given) => {
    const { tx, input } = given
    const { search = '', sort = 'name', cursor, limit = 50 } = input.query
    const terms = readSearch(search, tx.organization.country)
    if (search.trim() && !terms) return { items: [] }
    const rows = await listGuardians(tx, {
      terms,
      scope: scopeOf(given),
      sort,
      after: readPosition(cursor, sort, terms),
      limit: limit + 1,
    })
    return shownOf(
      pageFrom(
        rows,
        limit,
        (row) => guardianSummaryView(row, tx.sealer, terms),
        (row) => positionOf(row, sort, terms),
      ),
    )
  }),

  create: operation(contract.patients.guardians.create, async (given) =>
    guardianView(await addGuardian(given.tx, given.input.body, scopeOf(given)), readerOf(given)),
  ),

  get: operation(contract.patients.guardians.get, async (given) => {
    const row = await findGuardian(given.tx, given.input.params.id, scopeOf(given))
    if (!row) throw refuse('not-found')
    return guardianView(row, readerOf(given))
  }),

  update: operation(contract.patients.guardians.update, async (given) => {
    const { tx, input, expectedVersion } = given
    return guardianView(
      await changeGuardian(tx, { id: input.params.id, scope: scopeOf(given), expectedVersion }, input.body),
      readerOf(given),
    )
  }),
}
