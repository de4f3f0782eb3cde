import { z } from 'zod'
import type { ImportCheck } from '@polyclinic/contract/imports/imports.ts'
import { byteOrderMark } from '../../../kit/text/csv.ts'
import { words } from '../../../kit/text/text.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work } from '../../../kit/works/work.ts'
import { judge } from '../judging/queries.ts'
import { endStep } from '../ledger/actions.ts'
import { batchRows, SeenRows } from '../ledger/rules.ts'
import { importSecrets } from '../ledger/secrets.ts'
import { badHead, badLines, batchesOf } from '../rows/batches.ts'
import { openForWork, readToTheEnd, rowFactsOf } from '../sources/actions.ts'

/** How many problems are shown beside the table; all of them are in the file. */
const shownProblems = 100

/** What a table would become, row by row; nothing of it is stored. */
export const checkImport = work(
  'imports.check',
  { importId: z.string(), language: z.string() },
  async (context) => {
    const { own, platform, input, write, step } = context
    const { row, facts, setup, tenant } = await openForWork(context, 'checking')
    const t = words(input.language, 'imports')
    const seen = new SeenRows()
    const check: ImportCheck = { rows: 0, added: 0, duplicates: 0, invalid: 0, problems: [] }
    await write(Buffer.from(byteOrderMark + badHead(facts.heads, t)))
    const failure = await readToTheEnd(own, platform.blobs, row, async (bytes) => {
      for await (const batch of batchesOf(bytes, facts.reading, rowFactsOf(tenant, setup), batchRows)) {
        const { end, bad } = batch
        const good = batch.good.map((each) => ({ ...each, isRepeated: seen.has(each) }))
        const judged = await own.inTenant('read', (tx) => judge(tx, row.id, good))
        const doubles = judged.filter(({ isRepeated, onFile }) => isRepeated || onFile).length
        check.rows = end
        check.duplicates += doubles
        check.added += good.length - doubles
        check.invalid += bad.length
        check.problems.push(...bad.flatMap((each) => each.problems).slice(0, shownProblems - check.problems.length))
        if (bad.length > 0) await write(Buffer.from(badLines(bad, t)))
        await step({ done: end, total: Math.max(end, facts.rows) })
      }
    })
    const isKept = await own.inTenant('write', (tx) => {
      const sealed = failure ? null : importSecrets.seal(tx.sealer, row.id, 'check', check)
      return endStep(tx, row, { from: 'checking', to: failure ? 'draft' : 'checked', failure, check: sealed })
    })
    if (!isKept) throw new WorkEnded('cancelled')
    return { name: `${tenant.slug}-import-check.csv`, type: 'text/csv; charset=utf-8' }
  },
  { needs: ['patients.import'] },
)
