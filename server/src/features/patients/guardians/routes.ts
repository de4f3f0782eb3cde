import { contract } from '@polyclinic/contract/contract.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { amongOf, namePosition } from '../patients/scope.ts'
import { needles, wantedBy } from '../search/rules.ts'
import { addGuardian, changeGuardian } from './actions.ts'
import { findGuardian, listGuardians } from './queries.ts'
import { guardianSummaryView, guardianView } from './view.ts'

export const guardianRoutes = {
  list: operation(contract.guardians.list, async (given) => {
    const { tx, input } = given
    const { search = '', cursor, limit = 50 } = input.query
    const parts = needles([search])
    if (search.trim() && parts.length === 0) return { items: [] }
    const [nameKey, after] = readCursor(cursor, namePosition) ?? []
    const rows = await listGuardians(tx, {
      parts,
      among: amongOf(given),
      ...(nameKey !== undefined && after && { after: { nameKey, id: after } }),
      most: limit + 1,
    })
    return pageFrom(
      rows,
      limit,
      (row) => guardianSummaryView(row, tx.sealer, wantedBy(search)),
      (row) => [row.name_key, row.id],
    )
  }),

  create: operation(contract.guardians.create, async (given) =>
    guardianView(await addGuardian(given.tx, given.input.body, amongOf(given)), given.tx.sealer),
  ),

  get: operation(contract.guardians.get, async (given) => {
    const row = await findGuardian(given.tx, given.input.params.id, amongOf(given))
    if (!row) throw refuse('not-found')
    return guardianView(row, given.tx.sealer)
  }),

  update: operation(contract.guardians.update, async (given) => {
    const { tx, input, expectedVersion } = given
    return guardianView(
      await changeGuardian(tx, { id: input.params.id, among: amongOf(given), expectedVersion }, input.body),
      tx.sealer,
    )
  }),
}
