import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { listRanges } from '../ranges/queries.ts'
import { readChart } from './queries.ts'
import { chartView } from './view.ts'

export const chartRoutes = {
  get: operation(contract.records.charts.get, async (given) => {
    const { tx, input, can } = given
    const rows = await readChart(tx, input.params.id, patients.scopeOf(given))
    if (!rows) throw refuse('not-found')
    return chartView(rows, { sealer: tx.sealer, can, ranges: await listRanges(), now: Date.now() })
  }),
}
