import { z } from 'zod'
import { contract } from '@polyclinic/contract/contract.ts'
import { id } from '@polyclinic/contract/kit/ids.ts'
import { instant } from '@polyclinic/contract/kit/time.ts'
import type { ChartExcerpt } from '@polyclinic/contract/records/entries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { cursorOf, pageFrom, readCursor } from '../../../kit/http/cursor.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { patients } from '../../patients/public.ts'
import { findEntries, readEntries, readToSearch, type SearchedRow } from './queries.ts'
import { findIn, termsOf } from './rules.ts'
import { entryView, wordsOf } from './view.ts'

const position = z.tuple([instant, id])

/** Entries that are open at the same time, and after how many a search pauses: the next page goes on. */
const atOnce = 500
const maxRead = 10_000

export const entryRoutes = {
  list: operation(contract.records.entries.list, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 50, ...filters } = input.query
    const after = readCursor(cursor, position)
    const asked = { ...filters, after, limit: limit + 1 }
    const rows = await readEntries(tx, input.params.id, patients.scopeOf(given), asked)
    if (!rows) throw refuse('not-found')
    return pageFrom(
      rows,
      limit,
      (row) => entryView(row, tx.sealer, can),
      (row) => [row.at, row.id],
    )
  }),

  search: operation(contract.records.entries.search, async (given) => {
    const { tx, input, can } = given
    const { cursor, limit = 50, search, ...filters } = input.query
    const asked = { ...filters, after: readCursor(cursor, position), limit: atOnce }
    const pages = readToSearch(tx, input.params.id, patients.scopeOf(given), asked)
    const found = await hitsOf(tx, pages, termsOf(search), limit)
    if (!found) throw refuse('not-found')
    const rows = await findEntries(
      tx,
      input.params.id,
      found.hits.map(({ row }) => row),
    )
    const items = found.hits.flatMap(({ row, excerpts }) => {
      const entry = rows.get(row.id)
      return entry ? [{ entry: entryView(entry, tx.sealer, can), excerpts }] : []
    })
    return { items, ...(found.stoppedAt && { nextCursor: cursorOf([found.stoppedAt.at, found.stoppedAt.id]) }) }
  }),
}

interface Hit {
  row: SearchedRow
  excerpts: ChartExcerpt[]
}

interface Found {
  hits: Hit[]
  /** The entry behind which the next page begins; absent where the chart has ended. */
  stoppedAt?: SearchedRow
}

/** As many hits as are asked for; undefined where the chart was not opened. */
async function hitsOf(
  tx: TenantTx,
  pages: AsyncIterable<SearchedRow[]>,
  terms: readonly string[],
  limit: number,
): Promise<Found | undefined> {
  const hits: Hit[] = []
  let read = 0
  let isOpen = false
  for await (const rows of pages) {
    isOpen = true
    for (const row of rows) {
      const excerpts = findIn(wordsOf(row, tx.sealer), terms)
      if (excerpts) hits.push({ row, excerpts })
      if (hits.length > limit) return { hits: hits.slice(0, limit), stoppedAt: hits[limit - 1]?.row }
    }
    read += rows.length
    if (read >= maxRead) return { hits, stoppedAt: rows.at(-1) }
  }
  return isOpen ? { hits } : undefined
}
