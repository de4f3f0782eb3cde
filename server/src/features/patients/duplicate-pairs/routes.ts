import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import type { DuplicatePair } from '@polyclinic/contract/patients/duplicates/merges.ts'
import { pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { listedView } from '../listing/view.ts'
import { scopeOf } from '../patients/scope.ts'
import { dismissPair } from './actions.ts'
import { listByIds, listPairs, type PairRow } from './queries.ts'

const position = z.tuple([z.int(), id])

export const duplicatePairRoutes = {
  list: operation(contract.patients.duplicatePairs.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 50 } = input.query
    const [likelihood, after] = readCursor(cursor, position) ?? []
    const rows = await listPairs(
      tx,
      scopeOf(given),
      likelihood !== undefined && after ? { likelihood, id: after } : undefined,
      limit + 1,
    )
    const people = await listByIds(
      tx,
      rows.flatMap((row) => [row.one_id, row.other_id]),
      scopeOf(given),
    )
    const shown = new Map(people.map((row) => [row.id, listedView(row, { sealer: tx.sealer, can })]))
    const view = (row: PairRow) => {
      const [one, other] = [shown.get(row.one_id), shown.get(row.other_id)]
      if (!one || !other) return undefined
      const patients: DuplicatePair['patients'] = [one, other]
      return { id: row.id, patients, reasons: row.reasons, foundAt: row.found_at }
    }
    const page = pageFrom(rows, limit, view, (row) => [row.likelihood, row.id])
    return {
      ...page,
      items: page.items.filter((item) => item !== undefined),
      ...(!cursor && { total: rows[0]?.total ?? 0 }),
    }
  }),

  dismiss: operation(contract.patients.duplicatePairs.dismiss, async (given) => {
    await dismissPair(given.tx, given.accountId, given.input.params.id, scopeOf(given))
    return { id: given.input.params.id }
  }),
}
