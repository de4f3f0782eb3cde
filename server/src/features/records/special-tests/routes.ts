import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { addSpecialTest, changeSpecialTest } from './actions.ts'
import { readSpecialTests } from './queries.ts'
import { specialTestView } from './view.ts'

export const specialTestRoutes = {
  list: operation(contract.records.specialTests.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 50 } = input.query
    const after = readCursor(cursor, z.tuple([instant, id]))
    const asked = { after, limit: limit + 1 }
    const rows = await readSpecialTests(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    return pageFrom(
      rows,
      limit,
      (row) => specialTestView(row, tx.sealer, can),
      (row) => [row.examined_at, row.id],
    )
  }),

  create: operation(contract.records.specialTests.create, async (given) => {
    const { tx, input, can } = given
    return specialTestView(
      await addSpecialTest(tx, input.params.id, input.body, patients.scopeOf(given)),
      tx.sealer,
      can,
    )
  }),

  update: operation(contract.records.specialTests.update, async (given) => {
    const { tx, input, can, expectedVersion } = given
    const which = { id: input.params.id, scope: patients.scopeOf(given), expectedVersion }
    return specialTestView(await changeSpecialTest(tx, which, input.body), tx.sealer, can)
  }),
}
