import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { readEntries } from './queries.ts'
import { entryView } from './view.ts'

export const entryRoutes = {
  list: operation(contract.records.entries.list, async (given) => {
    const { tx, input, can } = given
    const { kind, cursor, limit = 50 } = input.query
    const after = readCursor(cursor, z.tuple([instant, id]))
    const asked = { kind, after, limit: limit + 1 }
    const rows = await readEntries(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    return pageFrom(
      rows,
      limit,
      (row) => entryView(row, tx.sealer, can),
      (row) => [row.at, row.id],
    )
  }),
}
