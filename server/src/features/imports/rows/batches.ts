import type { RowProblem } from '@polyclinic/contract/imports/imports.ts'
import type { TFunction } from 'i18next'
import { csvRows } from '../../../kit/text/csv.ts'
import { readRow, type ReadRow, type RowFacts } from './read-row.ts'
import { rowsOf, shortened, type Reading } from '../tables/table.ts'
import type { TableRow } from '../tables/xlsx.ts'

export interface GoodRow extends ReadRow {
  number: number
  cells: readonly string[]
}

/** A row that was right and was not written, and why. */
export interface LeftRow {
  number: number
  cells: readonly string[]
  why: 'repeated' | 'onFile' | 'noRoom'
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

/** Characters of a row that are kept as they are; of a longer one every cell is shortened. */
const longestRow = 8_000

/** What is kept of a row that may be handed back: a workbook can fill any number of cells with one long text. */
function keptCells(cells: readonly string[], columns: number): readonly string[] {
  const named = cells.slice(0, columns)
  const length = named.reduce((sum, cell) => sum + cell.length, 0)
  return length > longestRow ? named.map(shortened) : named
}

function batchOf(rows: readonly TableRow[], end: number, facts: RowFacts): Batch {
  const good: GoodRow[] = []
  const bad: BadRow[] = []
  for (const { number, cells: all } of rows) {
    const read = readRow(all, facts)
    const cells = keptCells(all, facts.setup.columns.length)
    if (Array.isArray(read))
      bad.push({ cells, problems: read.map((each) => ({ row: number, ...each, value: shortened(each.value) })) })
    else good.push({ ...read, number, cells })
  }
  return { end, good, bad }
}

export const badHead = (heads: readonly string[], t: TFunction): string =>
  csvRows([[t('bad.row'), t('bad.problems'), ...heads]])

/** Rows that were not taken as a spreadsheet takes them, in their order, each with why; where nothing is a formula. */
export const badLines = (bad: readonly BadRow[], t: TFunction, left: readonly LeftRow[] = []): string =>
  csvRows(
    [
      ...bad.map(({ cells, problems }) => ({ number: problems[0]?.row ?? 0, why: saidOf(problems, t), cells })),
      ...left.map(({ number, why, cells }) => ({ number, why: t(`left.${why}`), cells })),
    ]
      .toSorted((one, other) => one.number - other.number)
      .map(({ number, why, cells }) => [String(number), why, ...cells.map((cell) => cell.toWellFormed())]),
  )

const saidOf = (problems: readonly RowProblem[], t: TFunction) =>
  problems
    .map(({ field, code }) => `${t(`field.${field}`)}: ${t(`issue.${code}`, { defaultValue: t('issue.invalid') })}`)
    .join('; ')
