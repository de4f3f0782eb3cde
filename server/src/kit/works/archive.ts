import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { emptyZip, storedHeader, zipEnd, zipped, type ZipState } from '../storage/zip.ts'
import type { WorkContext } from './work.ts'

export interface Part {
  table: string
  name: string
  rows: number
  sha256: string
}

export interface TakenFile {
  id: string
  name: string
  size: number
  sha256: string
}

/** Where the archive goes on after a crash. */
export interface Place {
  zip: ZipState
  parts: Part[]
  files: TakenFile[]
  /** Rows and files so far. */
  done: number
  /** The table that was begun, and the key of its last row; absent: it is whole. */
  open?: { table: string; after: string[] }
  /** Tables and files that are in it. */
  tables: string[]
  /** Values that did not open. */
  unreadable: number
}

export type Content = (first: number, last: number) => AsyncIterable<Uint8Array>

/** @throws where it is shorter than it was said to be. */
export async function sumsOf(size: number, content: Content): Promise<{ crc: number; sha256: string }> {
  const hash = createHash('sha256')
  let crc = 0
  let read = 0
  for await (const bytes of size > 0 ? content(0, size - 1) : []) {
    hash.update(bytes)
    crc = crc32(bytes, crc)
    read += bytes.length
  }
  if (read !== size) throw new Error('a file is shorter than it was')
  return { crc, sha256: hash.digest('hex') }
}

/** The archive as it grows: each step keeps what was written until there. */
export class Archive {
  place: Place
  total = 0
  /** Something stands in it that is not whole: it can only begin again at its last step. */
  isBroken = false
  private readonly context: Pick<WorkContext<object, Place>, 'write' | 'step'>

  constructor(context: WorkContext<object, Place>) {
    this.context = context
    this.place = context.place ?? { zip: emptyZip(), parts: [], files: [], done: 0, tables: [], unreadable: 0 }
  }

  /** A few rows of a table; `after`: the key of the last one, where more may follow. */
  async addRows(table: string, name: string, rows: readonly object[], after?: string[]): Promise<void> {
    const { place } = this
    const isWhole = after === undefined
    const { open: _, ...rest } = place
    let next: Place = { ...rest, ...(isWhole ? { tables: [...place.tables, table] } : { open: { table, after } }) }
    if (rows.length > 0 || !place.parts.some((part) => part.table === table)) {
      const content = Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
      const { bytes, state } = await zipped(place.zip, name, content)
      await this.context.write(bytes)
      const part = { table, name, rows: rows.length, sha256: createHash('sha256').update(content).digest('hex') }
      next = { ...next, zip: state, parts: [...place.parts, part], done: place.done + rows.length }
    }
    await this.keep(next)
  }

  /** As it is, read twice: its sum stands before it. At no time more of it is held than a piece. */
  async addFile(id: string, name: string, size: number, content: Content): Promise<void> {
    const { crc, sha256 } = await sumsOf(size, content)
    const { bytes: header, state } = storedHeader(this.place.zip, name, { crc, size })
    this.isBroken = true
    await this.context.write(header)
    for await (const bytes of size > 0 ? content(0, size - 1) : []) await this.context.write(bytes)
    this.isBroken = false
    const file = { id, name, size, sha256 }
    await this.keep({ ...this.place, zip: state, files: [...this.place.files, file], done: this.place.done + 1 })
  }

  async end(manifest: object): Promise<void> {
    const { bytes, state } = await zipped(
      this.place.zip,
      'manifest.json',
      Buffer.from(JSON.stringify(manifest, null, 2)),
    )
    await this.context.write(bytes)
    await this.context.write(zipEnd(state))
  }

  private async keep(place: Place): Promise<void> {
    this.place = place
    await this.context.step({ done: place.done, total: Math.max(this.total, place.done), place })
  }
}
