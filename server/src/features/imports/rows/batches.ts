import type { RowProblem } from '@polyclinic/contract/imports/imports.ts'
import type { TFunction } from 'i18next'
import { csvRows } from '../../../kit/text/csv.ts'
import { readRow, type ReadRow, type RowFacts } from './read-row.ts'
import { rowsOf, shortened, type Reading } from '../tables/table.ts'
import type { TableRow } from '../tables/xlsx.ts'

export interface GoodRow extends ReadRow {
  number: number
}

export interface BadRow {
  cells: readonly string[]
  problems: RowProblem[]
}

export interface Batch {
  /** Rows of the table that are behind with it. */
  end: number
  good: GoodRow[]
  bad: BadRow[]
}

/** The rows of a table, read, so many at a time: the same ones together whenever it is read again. */
export async function* batchesOf(
  bytes: Buffer,
  reading: Reading,
  facts: RowFacts,
  size: number,
): AsyncGenerator<Batch> {
  let waiting: TableRow[] = []
  let end = 0
  for await (const row of rowsOf(bytes, reading)) {
    waiting.push(row)
    if (waiting.length < size) continue
    end += waiting.length
    yield batchOf(waiting, end, facts)
    waiting = []
  }
  if (waiting.length > 0) yield batchOf(waiting, end + waiting.length, facts)
}

function batchOf(rows: readonly TableRow[], end: number, facts: RowFacts): Batch {
  const good: GoodRow[] = []
  const bad: BadRow[] = []
  for (const { number, cells } of rows) {
    const read = readRow(cells, facts)
    if (Array.isArray(read))
      bad.push({ cells, problems: read.map((each) => ({ row: number, ...each, value: shortened(each.value) })) })
    else good.push({ ...read, number })
  }
  return { end, good, bad }
}

export const badHead = (heads: readonly string[], t: TFunction): string =>
  csvRows([[t('bad.row'), t('bad.problems'), ...heads]])

/** Rows that are wrong as a spreadsheet takes them, each with what is wrong; where nothing is a formula. */
export const badLines = (bad: readonly BadRow[], t: TFunction): string =>
  csvRows(
    bad.map(({ cells, problems }) => [
      String(problems[0]?.row ?? ''),
      problems
        .map(({ field, code }) => `${t(`field.${field}`)}: ${t(`issue.${code}`, { defaultValue: t('issue.invalid') })}`)
        .join('; '),
      ...cells.map((cell) => cell.toWellFormed()),
    ]),
  )
