import { contract } from '@polyclinic/contract/contract.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { wantedBy } from '../search/rules.ts'
import { addPatient, changePatient, setArchived } from './actions.ts'
import { listPatients, readPatient } from './queries.ts'
import { amongOf, namePosition } from './scope.ts'
import { patientView, summaryView } from './view.ts'

export const patientRoutes = {
  list: operation(contract.patients.list, async (given) => {
    const { tx, input } = given
    const { search = '', guardianId, archived, cursor, limit = 50 } = input.query
    const wanted = wantedBy(search)
    if (search.trim() && !wanted) return { items: [] }
    const [nameKey, after] = readCursor(cursor, namePosition) ?? []
    const rows = await listPatients(tx, {
      wanted,
      guardianId,
      isArchived: archived === 'only',
      among: amongOf(given),
      ...(nameKey !== undefined && after && { after: { nameKey, id: after } }),
      most: limit + 1,
    })
    return pageFrom(rows, limit, summaryView, (row) => [row.name_key, row.id])
  }),

  create: operation(contract.patients.create, async (given) => {
    const { tx, input, can } = given
    return patientView(await addPatient(tx, input.body, amongOf(given)), tx.sealer, can)
  }),

  get: operation(contract.patients.get, async (given) => {
    const { tx, input, can } = given
    const row = await readPatient(tx, input.params.id, amongOf(given))
    if (!row) throw refuse('not-found')
    return patientView(row, tx.sealer, can)
  }),

  update: operation(contract.patients.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    return patientView(
      await changePatient(tx, { id: input.params.id, among: amongOf(given), expectedVersion }, input.body),
      tx.sealer,
      can,
    )
  }),

  archive: operation(contract.patients.archive, async (given) => {
    const { tx, input, can, expectedVersion } = given
    return patientView(
      await setArchived(tx, { id: input.params.id, among: amongOf(given), expectedVersion }, input.body.archived),
      tx.sealer,
      can,
    )
  }),
}
