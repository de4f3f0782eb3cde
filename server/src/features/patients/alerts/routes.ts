import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { organizations } from '../../organizations/public.ts'
import { scopeOf } from '../patients/scope.ts'
import { addAlert, changeAlert, endAlert, type AlertWriter } from './actions.ts'
import { listAlerts, openAlerts } from './queries.ts'
import { alertView } from './view.ts'

const writerOf = (given: Parameters<typeof scopeOf>[0]): AlertWriter => ({
  accountId: given.accountId,
  can: given.can,
  scope: scopeOf(given),
  readsCharts: given.can('charts.read'),
})

export const alertRoutes = {
  list: operation(contract.patients.alerts.list, async (given) => {
    const { tx, input, can, inControl } = given
    const reader = writerOf(given)
    if (!(await openAlerts(tx, input.params.id, reader))) throw refuse('not-found')
    const rows = await listAlerts(tx, input.params.id, reader)
    const accountIds = rows.flatMap((row) => [row.recorded_by, ...(row.ended_by ? [row.ended_by] : [])])
    const names = await inControl('read', (control) => organizations.accountNames(control, accountIds))
    return { items: rows.map((row) => alertView(row, { sealer: tx.sealer, can, names })) }
  }),

  create: operation(contract.patients.alerts.create, async (given) => {
    const { tx, input, can } = given
    return alertView(await addAlert(tx, input.params.id, input.body, writerOf(given)), { sealer: tx.sealer, can })
  }),

  update: operation(contract.patients.alerts.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, expectedVersion }
    return alertView(await changeAlert(tx, which, input.body, writerOf(given)), { sealer: tx.sealer, can })
  }),

  end: operation(contract.patients.alerts.end, async (given) => {
    const { tx, input, can, expectedVersion } = given
    return alertView(await endAlert(tx, { id: input.params.id, expectedVersion }, writerOf(given)), {
      sealer: tx.sealer,
      can,
    })
  }),
}
