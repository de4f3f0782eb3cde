import { largestImport } from '@polyclinic/contract/imports/import-fields.ts'
import { cleanLine } from '@polyclinic/contract/kit/reading/clean.ts'
import { csvRows, separatorOf } from './csv.ts'
import { encodingOf, textOf, type Encoding } from './text.ts'
import { Unreadable } from './unreadable.ts'
import { Workbook, type TableRow } from './xlsx.ts'

/** How a file is read. */
export type Reading =
  | { format: 'csv'; encoding: Encoding; separator: string }
  | { format: 'xlsx'; sheets: string[]; sheet: string }

export interface Table {
  reading: Reading
  heads: string[]
  preview: string[][]
  /** Rows below the head, about. */
  rows: number
}

const previewRows = 5

const isZip = (bytes: Buffer) => bytes.subarray(0, 4).equals(Buffer.from('504b0304', 'hex'))

/** Other formats that people call a table: an old workbook, a PDF, a picture. */
const isOther = (bytes: Buffer) =>
  ['d0cf11e0', '25504446', '89504e47', 'ffd8ff', '1f8b08'].some((head) =>
    bytes.subarray(0, head.length / 2).equals(Buffer.from(head, 'hex')),
  )

/** What a file is: its head and its first rows. `sheet`: of a workbook, the first one unless told. */
export async function inspectTable(bytes: Buffer, sheet?: string): Promise<Table> {
  if (bytes.length > largestImport.bytes) throw new Unreadable('too-large')
  if (isOther(bytes)) throw new Unreadable('format')
  const reading = isZip(bytes) ? await workbookReading(bytes, sheet) : textReading(bytes)
  let heads: string[] | undefined
  const preview: string[][] = []
  for await (const { cells } of filledRows(bytes, reading)) {
    if (heads) preview.push(cells.slice(0, heads.length).map(shortened))
    else heads = headsOf(cells)
    if (preview.length >= previewRows) break
  }
  if (!heads) throw new Unreadable('empty')
  return { reading, heads, preview, rows: aboutRows(bytes, reading) }
}

async function workbookReading(bytes: Buffer, wanted?: string): Promise<Reading> {
  const { sheets } = await Workbook.open(bytes)
  const names = sheets.map(({ name }) => name)
  const sheet = names.find((name) => name === wanted) ?? names[0]
  if (sheet === undefined) throw new Unreadable('empty')
  return { format: 'xlsx', sheets: names, sheet }
}

function textReading(bytes: Buffer): Reading {
  const encoding = encodingOf(bytes)
  const [head = ''] = textOf(bytes, encoding)
  // a lone zero is neither text nor a table
  if (head.includes('\0')) throw new Unreadable('format')
  return { format: 'csv', encoding, separator: separatorOf(head.slice(0, 8_000)) }
}

/** What is above the first named column, as other programs put it there, is not looked at: a head has a name. */
function headsOf(cells: readonly string[]): string[] {
  const heads = cells.map((cell) => cleanLine(cell).slice(0, 100))
  while (heads.at(-1) === '') heads.pop()
  if (heads.length > largestImport.columns) throw new Unreadable('too-many-columns')
  return heads
}

export const shortened = (cell: string) =>
  cell.length > 80 ? `${cell.slice(0, 79).toWellFormed()}…` : cell.toWellFormed()

function aboutRows(bytes: Buffer, reading: Reading): number {
  if (reading.format === 'xlsx') return 0
  let count = 0
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) count += 1
  return Math.max(0, count - 1)
}

/** The rows below the head that hold anything, with their numbers; more than are taken are an error. */
export async function* rowsOf(bytes: Buffer, reading: Reading): AsyncGenerator<TableRow> {
  let count = -1
  for await (const row of filledRows(bytes, reading)) {
    count += 1
    if (count > largestImport.rows) throw new Unreadable('too-large')
    if (count > 0) yield row
  }
}

async function* filledRows(bytes: Buffer, reading: Reading): AsyncGenerator<TableRow> {
  for await (const row of reading.format === 'csv' ? textRows(bytes, reading) : workbookRows(bytes, reading))
    if (row.cells.some((cell) => cell.trim() !== '')) yield row
}

async function* workbookRows(bytes: Buffer, { sheet }: { sheet: string }): AsyncGenerator<TableRow> {
  yield* (await Workbook.open(bytes)).rows(sheet)
}

function* textRows(bytes: Buffer, reading: { encoding: Encoding; separator: string }): Generator<TableRow> {
  let number = 0
  for (const cells of csvRows(textOf(bytes, reading.encoding), reading.separator)) yield { number: ++number, cells }
}
