import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { scopeOf } from '../patients/scope.ts'
import { addAllergy, changeAllergy, inquire } from './actions.ts'
import { listAllergies, openAllergies } from './queries.ts'
import { allergiesView, allergyView } from './view.ts'

export const allergyRoutes = {
  list: operation(contract.patients.allergies.list, async (given) => {
    const { tx, input, can, inControl } = given
    const opened = await openAllergies(tx, input.params.id, scopeOf(given))
    if (!opened) throw refuse('not-found')
    const rows = await listAllergies(tx, input.params.id)
    const { none_known: noneKnown } = opened
    const accountIds = [...rows.map((row) => row.recorded_by), ...(noneKnown ? [noneKnown.asked_by] : [])]
    const names = await inControl('read', (control) => organizations.accountNames(control, accountIds))
    return allergiesView(rows, noneKnown, { sealer: tx.sealer, can, names })
  }),

  create: operation(contract.patients.allergies.create, async (given) => {
    const { tx, input, can, accountId } = given
    const row = await addAllergy(tx, input.params.id, input.body, { accountId, scope: scopeOf(given) })
    return allergyView(row, { sealer: tx.sealer, can })
  }),

  update: operation(contract.patients.allergies.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const row = await changeAllergy(tx, { id: input.params.id, scope: scopeOf(given), expectedVersion }, input.body)
    return allergyView(row, { sealer: tx.sealer, can })
  }),

  inquire: operation(contract.patients.allergies.inquire, async (given) => {
    const { tx, input, can, accountId } = given
    const scope = scopeOf(given)
    await inquire(tx, input.params.id, input.body.noneKnown, { accountId, scope })
    const opened = await openAllergies(tx, input.params.id, scope)
    return allergiesView(await listAllergies(tx, input.params.id), opened?.none_known ?? null, {
      sealer: tx.sealer,
      can,
    })
  }),
}
