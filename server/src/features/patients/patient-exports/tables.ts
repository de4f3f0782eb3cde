import { byteOrderMark, csvRows } from '../../../kit/text/csv.ts'
import {
  addToWorkbook,
  beginWorkbook,
  endWorkbook,
  workbookType,
  type WorkbookPlace,
} from '../../../kit/text/workbook.ts'
import { isDay, type Columns } from './rules.ts'

export type ExportFormat = 'csv' | 'xlsx'

/** A table as it is written, some rows at a time. */
interface GrowingTable {
  type: string
  begin(head: string[]): Promise<void>
  /** Answers where it goes on, where that is more than the number of its rows. */
  add(lines: readonly string[][], columns: Columns): Promise<WorkbookPlace | undefined>
  end(): Promise<void>
}

type Write = (bytes: Uint8Array) => Promise<void>

export const tableOf = (format: ExportFormat, write: Write, name: string, book?: WorkbookPlace): GrowingTable =>
  format === 'csv' ? csvTable(write) : workbookTable(write, name, book)

const csvTable = (write: Write): GrowingTable => ({
  type: 'text/csv; charset=utf-8',
  begin: (head) => write(Buffer.from(byteOrderMark + csvRows([head]))),
  async add(lines) {
    await write(Buffer.from(csvRows(lines)))
    return undefined
  },
  end: () => Promise.resolve(),
})

function workbookTable(write: Write, name: string, before?: WorkbookPlace): GrowingTable {
  let book = before
  const grow = async ({ bytes, place }: { bytes: Buffer; place: WorkbookPlace }) => {
    await write(bytes)
    book = place
    return place
  }
  const begun = () => {
    if (!book) throw new Error('a workbook begins with its head')
    return book
  }
  return {
    type: workbookType,
    begin: async (head) => void (await grow(await beginWorkbook(name, head))),
    add: async (lines, columns) =>
      grow(
        await addToWorkbook(
          begun(),
          lines.map((line) => line.map((text, at) => (isDay(columns, at) ? { day: text } : text))),
        ),
      ),
    end: async () => write(await endWorkbook(begun())),
  }
}
