import { closed, emptyZip, grown, opened, storedHeader, zipEnd, zipped, type ZipState } from '../storage/zip.ts'
import { sumsOf, type Content, type TakenFile } from './archive.ts'
import type { WorkContext } from './work.ts'

/** Where such an archive goes on after a crash. */
export interface GrowingPlace {
  zip: ZipState
  /** How many of its parts are whole. */
  parts: number
  /** The key of the last row of the part that was begun. */
  after?: string[]
  files: TakenFile[]
  /** Names of everything that is in it. */
  names: string[]
  done: number
  unreadable: number
}

/** An archive whose files grow row by row: what is written is kept with the step that follows. */
export class GrowingArchive {
  place: GrowingPlace
  total = 0
  /** Something stands in it that is not whole: it can only begin again at its last step. */
  isBroken = false
  private readonly context: Pick<WorkContext<object, GrowingPlace>, 'write' | 'step'>

  constructor(context: WorkContext<object, GrowingPlace>) {
    this.context = context
    this.place = context.place ?? { zip: emptyZip(), parts: 0, files: [], names: [], done: 0, unreadable: 0 }
  }

  get isOpen(): boolean {
    return this.place.zip.open !== undefined
  }

  open(name: string): Promise<void> {
    this.place = { ...this.place, names: [...this.place.names, name] }
    return this.put(opened(this.place.zip, name))
  }

  async grow(text: string): Promise<void> {
    if (text !== '') await this.put(await grown(this.place.zip, Buffer.from(text)))
  }

  close(): Promise<void> {
    return this.put(closed(this.place.zip))
  }

  async addWhole(name: string, content: Uint8Array): Promise<void> {
    this.place = { ...this.place, names: [...this.place.names, name] }
    await this.put(await zipped(this.place.zip, name, content))
  }

  /** As it is, read twice: its sum stands before it. At no time more of it is held than a piece. */
  async addFile(id: string, name: string, size: number, content: Content): Promise<void> {
    const { crc, sha256 } = await sumsOf(size, content)
    const { bytes: header, state } = storedHeader(this.place.zip, name, { crc, size })
    this.isBroken = true
    await this.context.write(header)
    for await (const bytes of size > 0 ? content(0, size - 1) : []) await this.context.write(bytes)
    this.isBroken = false
    const files = [...this.place.files, { id, name, size, sha256 }]
    await this.keep({ zip: state, files, names: [...this.place.names, name], done: this.place.done + 1 })
  }

  async keep(change: Partial<GrowingPlace>): Promise<void> {
    this.place = { ...this.place, ...change }
    const { done } = this.place
    await this.context.step({ done, total: Math.max(this.total, done), place: this.place })
  }

  async end(): Promise<void> {
    await this.context.write(zipEnd(this.place.zip))
  }

  private async put({ bytes, state }: { bytes: Buffer; state: ZipState }): Promise<void> {
    await this.context.write(bytes)
    this.place = { ...this.place, zip: state }
  }
}
