import { z } from 'zod'
import { retrying } from '../../../kit/db/collisions.ts'
import { byteOrderMark } from '../../../kit/text/csv.ts'
import { words } from '../../../kit/text/text.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work } from '../../../kit/works/work.ts'
import { endStep } from '../ledger/actions.ts'
import { batchRows, SeenRows } from '../ledger/rules.ts'
import { badHead, badLines, batchesOf } from '../rows/batches.ts'
import { openForWork, readToTheEnd, rowFactsOf } from '../sources/actions.ts'
import { importBatch } from './actions.ts'

const input = { importId: z.string(), language: z.string() }

/**
 * Imports what is right in a table, batch by batch. How far it is stands with the rows that were written: the place of the work
 * says only how far its file is, which lists what was wrong or left out.
 */
export const runImport = work<typeof input, { written: number }>(
  'imports.run',
  input,
  async (context) => {
    const { own, platform, input: asked, place, write, step } = context
    const { row, facts, setup, tenant } = await openForWork(context, 'running')
    const t = words(asked.language, 'imports')
    const seen = new SeenRows()
    if (!place) await write(Buffer.from(byteOrderMark + badHead(facts.heads, t)))
    const failure = await readToTheEnd(own, platform.blobs, row, async (bytes) => {
      for await (const { end, good, bad } of batchesOf(bytes, facts.reading, rowFactsOf(tenant, setup), batchRows)) {
        const marked = good.map((each) => ({ ...each, isRepeated: seen.has(each) }))
        if (place && place.written >= end) continue
        const batch = { end, good: marked, invalid: bad.length }
        const left = await retrying(() =>
          own.inTenant('write', (tx) => importBatch(tx, row.id, batch, setup.duplicates)),
        )
        if (bad.length + left.length > 0) await write(Buffer.from(badLines(bad, t, left)))
        await step({ done: end, total: Math.max(end, facts.rows), place: { written: end } })
      }
    })
    const isKept = await own.inTenant('write', (tx) => endStep(tx, row, { from: 'running', to: 'done', failure }))
    if (!isKept) throw new WorkEnded('cancelled')
    return { name: `${tenant.slug}-import-left-out.csv`, type: 'text/csv; charset=utf-8' }
  },
  { needs: ['patients.import'] },
)
