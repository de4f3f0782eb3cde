import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { findCodes, listsFor } from '../code-lists/queries.ts'
import { addImmunization, changeImmunization } from './actions.ts'
import { readImmunizations } from './queries.ts'
import { immunizationView } from './view.ts'

export const immunizationRoutes = {
  list: operation(contract.records.immunizations.list, async (given) => {
    const { tx, input, can } = given
    const rows = await readImmunizations(tx, input.params.id, patients.scopeOf(given))
    if (!rows) throw refuse('not-found')
    return { items: rows.map((row) => immunizationView(row, tx.sealer, can)) }
  }),

  create: operation(contract.records.immunizations.create, async (given) => {
    const { tx, input, can } = given
    const row = await addImmunization(tx, input.params.id, input.body, patients.scopeOf(given))
    return immunizationView(row, tx.sealer, can)
  }),

  update: operation(contract.records.immunizations.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return immunizationView(await changeImmunization(tx, which, input.body), tx.sealer, can)
  }),

  findVaccines: operation(contract.records.immunizations.findVaccines, async ({ input }) => {
    const { search, kind, language = 'en' } = input.query
    const items = await findCodes(search, { of: 'vaccines', kind, language, limit: 20 })
    return { items, lists: listsFor('vaccines', kind) }
  }),
}
