import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { addOutcome, changeOutcome } from './actions.ts'
import { readOutcomes } from './queries.ts'
import { outcomeView } from './view.ts'

export const outcomeRoutes = {
  list: operation(contract.records.outcomes.list, async (given) => {
    const { tx, input, can } = given
    const { measure, cursor, limit = 50 } = input.query
    const after = readCursor(cursor, z.tuple([instant, id]))
    const asked = { measure, after, limit: limit + 1 }
    const rows = await readOutcomes(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    return pageFrom(
      rows,
      limit,
      (row) => outcomeView(row, tx.sealer, can),
      (row) => [row.measured_at, row.id],
    )
  }),

  create: operation(contract.records.outcomes.create, async (given) => {
    const { tx, input, can } = given
    return outcomeView(await addOutcome(tx, input.params.id, input.body, patients.scopeOf(given)), tx.sealer, can)
  }),

  update: operation(contract.records.outcomes.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return outcomeView(await changeOutcome(tx, which, input.body), tx.sealer, can)
  }),
}
