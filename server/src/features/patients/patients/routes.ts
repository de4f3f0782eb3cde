import { contract } from '@polyclinic/contract/contract.ts'
import { pageFrom } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { listPatients } from '../listing/queries.ts'
import { listedView, positionOf, readPosition, shownOf } from '../listing/view.ts'
import { readSearch } from '../search/rules.ts'
import { addPatient, changePatient, setArchived } from './actions.ts'
import { readPatient } from './queries.ts'
import { scopeOf } from './scope.ts'
import { patientView } from './view.ts'

export const patientRoutes = {
  list: operation(contract.patients.patients.list, async (given) => {
    const { tx, input, can } = given
    const { search = '', guardianId, archived, sort, cursor, limit = 50 } = input.query
    const terms = readSearch(search, tx.organization.country)
    if (search.trim() && !terms) return { items: [], ...(!cursor && { total: 0 }) }
    const rows = await listPatients(tx, {
      terms,
      guardianId,
      isArchived: archived === 'only',
      scope: scopeOf(given),
      sort,
      after: readPosition(cursor, sort, terms),
      limit: limit + 1,
    })
    const page = pageFrom(
      rows,
      limit,
      (row) => listedView(row, { sealer: tx.sealer, can }, terms),
      (row) => positionOf(row, sort, terms),
    )
    return { ...shownOf(page), ...(!cursor && { total: rows[0]?.total ?? 0 }) }
  }),

  create: operation(contract.patients.patients.create, async (given) => {
    const { tx, input, can } = given
    return patientView(await addPatient(tx, input.body, scopeOf(given)), tx.sealer, can)
  }),

  get: operation(contract.patients.patients.get, async (given) => {
    const { tx, input, can } = given
    const row = await readPatient(tx, input.params.id, scopeOf(given))
    if (!row) throw refuse('not-found')
    return patientView(row, tx.sealer, can)
  }),

  update: operation(contract.patients.patients.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    return patientView(
      await changePatient(tx, { id: input.params.id, scope: scopeOf(given), expectedVersion }, input.body),
      tx.sealer,
      can,
    )
  }),

  archive: operation(contract.patients.patients.archive, async (given) => {
    const { tx, input, can, expectedVersion } = given
    return patientView(
      await setArchived(tx, { id: input.params.id, scope: scopeOf(given), expectedVersion }, input.body.archived),
      tx.sealer,
      can,
    )
  }),
}
