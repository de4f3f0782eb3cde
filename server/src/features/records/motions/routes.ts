import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { addMotions, changeMotion } from './actions.ts'
import { readMotions } from './queries.ts'
import { motionView } from './view.ts'

export const motionRoutes = {
  list: operation(contract.records.motions.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 50 } = input.query
    const after = readCursor(cursor, z.tuple([instant, id]))
    const asked = { after, limit: limit + 1 }
    const rows = await readMotions(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    return pageFrom(
      rows,
      limit,
      (row) => motionView(row, tx.sealer, can),
      (row) => [row.measured_at, row.id],
    )
  }),

  create: operation(contract.records.motions.create, async (given) => {
    const { tx, input, can } = given
    const rows = await addMotions(tx, input.params.id, input.body, patients.scopeOf(given))
    return { items: rows.map((row) => motionView(row, tx.sealer, can)) }
  }),

  update: operation(contract.records.motions.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return motionView(await changeMotion(tx, which, input.body), tx.sealer, can)
  }),
}
