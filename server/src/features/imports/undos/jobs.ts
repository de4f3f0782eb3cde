import { z } from 'zod'
import { retrying } from '../../../kit/db/collisions.ts'
import { byteOrderMark, csvRows } from '../../../kit/text/csv.ts'
import { words } from '../../../kit/text/text.ts'
import { WorkEnded } from '../../../kit/works/ended.ts'
import { work, type WorkContext } from '../../../kit/works/work.ts'
import { endStep } from '../ledger/actions.ts'
import { listKept } from '../ledger/queries.ts'
import { batchRows } from '../ledger/rules.ts'
import { openForWork } from '../sources/actions.ts'
import { undoBatch, undoGuardians } from './actions.ts'

/** Takes an import back; its file names whom it left, since they were changed or used. */
export const undoImport = work(
  'imports.undo',
  { importId: z.string(), language: z.string() },
  async (context) => {
    const { own, input, write, step } = context
    const { row, tenant } = await openForWork(context, 'undoing')
    const inBatch = <Done>(undo: (tx: Parameters<Parameters<typeof own.inTenant>[1]>[0]) => Promise<Done>) =>
      retrying(() => own.inTenant('write', undo))
    const total = row.added + row.updated
    let done = 0
    for (let count = -1; count !== 0; done += count) {
      count = await inBatch((tx) => undoBatch(tx, row.id, batchRows))
      await step({ done: Math.min(total, done + count), total })
    }
    for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
      const last = after
      after = await inBatch((tx) => undoGuardians(tx, row.id, last, batchRows))
    }
    await writeKept({ own, write }, row.id, input.language)
    if (!(await own.inTenant('write', (tx) => endStep(tx, row, { from: 'undoing', to: 'undone' }))))
      throw new WorkEnded('cancelled')
    return { name: `${tenant.slug}-import-kept.csv`, type: 'text/csv; charset=utf-8' }
  },
  { needs: ['patients.import'] },
)

async function writeKept(
  { own, write }: Pick<WorkContext<unknown, unknown>, 'own' | 'write'>,
  importId: string,
  language: string,
): Promise<void> {
  const t = words(language, 'imports')
  await write(Buffer.from(byteOrderMark + csvRows([[t('bad.row'), t('field.givenName'), t('field.familyName')]])))
  const page = (after: number) => own.inTenant('read', (tx) => listKept(tx, importId, after, batchRows))
  for (let rows = await page(0); rows.length > 0; rows = await page(rows.at(-1)?.row_number ?? 0))
    await write(
      Buffer.from(csvRows(rows.map((row) => [String(row.row_number), row.given_name, row.family_name ?? '']))),
    )
}
