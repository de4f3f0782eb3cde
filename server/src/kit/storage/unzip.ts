import { once } from 'node:events'
import { createInflateRaw } from 'node:zlib'

/** An archive that cannot be looked into: it is none of ours, it is damaged, or it unpacks to more than is taken. */
export class UnreadableArchive extends Error {
  readonly reason: 'format' | 'broken' | 'too-large'

  constructor(reason: UnreadableArchive['reason']) {
    super(`the archive cannot be read: ${reason}`)
    this.reason = reason
  }
}

interface Entry {
  at: number
  packed: number
  method: number
}

const [localHeader, centralHeader, endOfDirectory] = [0x04_03_4b_50, 0x02_01_4b_50, 0x06_05_4b_50]

/** Entries of an archive that is looked into; an archive with more of them is none of ours. */
const maxEntries = 2_000

const pieceBytes = 16_384

/**
 * The files of an archive by name (APPNOTE 6.3), unpacked piece by piece and counted as they are: what they say of their size
 * is not believed.
 */
export class ZipReader {
  private readonly bytes: Buffer
  private readonly entries: ReadonlyMap<string, Entry>
  private left: number

  /** `most`: bytes that all files that are read may have together, unpacked. */
  constructor(bytes: Buffer, most: number) {
    this.bytes = bytes
    this.left = most
    this.entries = directoryOf(bytes)
  }

  has(name: string): boolean {
    return this.entries.has(name)
  }

  async *read(name: string): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name)
    if (!entry) throw new UnreadableArchive('broken')
    const packed = packedOf(this.bytes, entry)
    if (entry.method === 0) yield this.counted(packed)
    else if (entry.method === 8) yield* this.inflated(packed)
    else throw new UnreadableArchive('format')
  }

  private counted(piece: Buffer): Buffer {
    this.left -= piece.length
    if (this.left < 0) throw new UnreadableArchive('too-large')
    return piece
  }

  /** A little is put in at a time: what comes out of it, a thousand times as much at most, is counted before more follows. */
  private async *inflated(packed: Buffer): AsyncGenerator<Buffer> {
    const inflate = createInflateRaw()
    const feeding = (async () => {
      for (let from = 0; from < packed.length; from += pieceBytes)
        if (!inflate.write(packed.subarray(from, from + pieceBytes))) await once(inflate, 'drain')
      inflate.end()
    })()
    // whoever stops reading destroys the stream, and what feeds it ends with that
    feeding.catch(() => {})
    try {
      for await (const piece of inflate) yield this.counted(piece as Buffer)
    } catch (error) {
      throw error instanceof UnreadableArchive ? error : new UnreadableArchive('broken')
    } finally {
      inflate.destroy()
    }
  }
}

function directoryOf(bytes: Buffer): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  try {
    const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'))
    if (end < 0 || bytes.readUInt32LE(end) !== endOfDirectory) throw new UnreadableArchive('broken')
    const count = bytes.readUInt16LE(end + 10)
    if (count > maxEntries) throw new UnreadableArchive('too-large')
    for (let at = bytes.readUInt32LE(end + 16), nth = 0; nth < count; nth++) {
      if (bytes.readUInt32LE(at) !== centralHeader) throw new UnreadableArchive('broken')
      const nameBytes = bytes.readUInt16LE(at + 28)
      const name = bytes.toString('utf8', at + 46, at + 46 + nameBytes).replace(/^\//, '')
      entries.set(name, {
        method: bytes.readUInt16LE(at + 10),
        packed: bytes.readUInt32LE(at + 20),
        at: bytes.readUInt32LE(at + 42),
      })
      at += 46 + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
  } catch (error) {
    throw error instanceof RangeError ? new UnreadableArchive('broken') : error
  }
  return entries
}

function packedOf(bytes: Buffer, { at, packed }: Entry): Buffer {
  if (at + 30 > bytes.length || bytes.readUInt32LE(at) !== localHeader) throw new UnreadableArchive('broken')
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)
  if (from + packed > bytes.length) throw new UnreadableArchive('broken')
  return bytes.subarray(from, from + packed)
}
