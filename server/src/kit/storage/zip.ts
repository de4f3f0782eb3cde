import { promisify } from 'node:util'
import { constants, crc32, deflateRaw } from 'node:zlib'

const deflated = promisify(deflateRaw)

export interface ZipEntry {
  name: string
  crc: number
  packed: number
  size: number
  /** Where its local header begins. */
  at: number
  /** It lies there as it is. */
  isStored?: true
  /** It was added to as it came: its sums stand behind it. */
  isStreamed?: true
}

/** What has to be known to go on with an archive, as JSON. */
export interface ZipState {
  bytes: number
  entries: ZipEntry[]
  /** The one that is being added to. */
  open?: ZipEntry
}

export const emptyZip = (): ZipState => ({ bytes: 0, entries: [] })

/** Neither the archive nor what is in it may be larger: the format has four bytes for a length (without Zip64). */
const largest = 0xff_ff_ff_ff

const [localHeader, centralHeader, endOfDirectory] = [0x04_03_4b_50, 0x02_01_4b_50, 0x06_05_4b_50]
const descriptor = 0x08_07_4b_50

/** The fields that both headers of an entry have in common, from the version on (APPNOTE 6.3 §4.4). */
function fieldsOf({ name, crc, packed, size, isStored, isStreamed }: ZipEntry): Buffer {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(20, 0)
  // names are UTF-8; the third bit says that sums stand behind the bytes
  fields.writeUInt16LE(isStreamed ? 0x08_08 : 0x08_00, 2)
  fields.writeUInt16LE(isStored ? 0 : 8, 4)
  // the first of January 1980: when it was made stands inside, and two copies of the same are the same
  fields.writeUInt16LE(0, 6)
  fields.writeUInt16LE(0x21, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(packed, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

const number = (value: number) => {
  const four = Buffer.alloc(4)
  four.writeUInt32LE(value)
  return four
}

/** Adds a file to an archive: the bytes that follow those before, and the state after them. */
export async function zipped(
  { bytes, entries }: ZipState,
  name: string,
  content: Uint8Array,
): Promise<{ bytes: Buffer; state: ZipState }> {
  const packed = await deflated(content)
  const entry = { name, crc: crc32(content), packed: packed.length, size: content.length, at: bytes }
  const added = Buffer.concat([number(localHeader), fieldsOf(entry), Buffer.from(name), packed])
  if (content.length > largest || bytes + added.length > largest) throw new Error('the archive would be too large')
  return { bytes: added, state: { bytes: bytes + added.length, entries: [...entries, entry] } }
}

/** What comes before a file that is added as it is: its bytes follow, and the state after them is answered already. */
export function storedHeader(
  { bytes, entries }: ZipState,
  name: string,
  { crc, size }: Pick<ZipEntry, 'crc' | 'size'>,
): { bytes: Buffer; state: ZipState } {
  const entry = { name, crc, packed: size, size, at: bytes, isStored: true } satisfies ZipEntry
  const header = Buffer.concat([number(localHeader), fieldsOf(entry), Buffer.from(name)])
  const end = bytes + header.length + size
  if (end > largest) throw new Error('the archive would be too large')
  return { bytes: header, state: { bytes: end, entries: [...entries, entry] } }
}

/** Begins a file whose length nobody knows yet: `grown` adds to it, `closed` ends it (APPNOTE 6.3 §4.3.9). */
export function opened({ bytes, entries }: ZipState, name: string): { bytes: Buffer; state: ZipState } {
  const open = { name, crc: 0, packed: 0, size: 0, at: bytes, isStreamed: true } satisfies ZipEntry
  const header = Buffer.concat([number(localHeader), fieldsOf(open), Buffer.from(name)])
  return { bytes: header, state: { bytes: bytes + header.length, entries, open } }
}

const openIn = ({ open }: ZipState): ZipEntry => {
  if (!open) throw new Error('no file of the archive is open')
  return open
}

/** A part of the open file. Each is packed by itself and ends at a whole byte, so that another process can add the next one. */
export async function grown(state: ZipState, content: Uint8Array): Promise<{ bytes: Buffer; state: ZipState }> {
  const open = openIn(state)
  const packed = await deflated(content, { finishFlush: constants.Z_FULL_FLUSH })
  const bytes = state.bytes + packed.length
  if (bytes > largest || open.size + content.length > largest) throw new Error('the archive would be too large')
  const sums = { crc: crc32(content, open.crc), packed: open.packed + packed.length, size: open.size + content.length }
  return { bytes: packed, state: { ...state, bytes, open: { ...open, ...sums } } }
}

/** An empty last block of fixed codes (RFC 1951 §3.2.6). */
const lastBlock = Buffer.from([3, 0])

export function closed(state: ZipState): { bytes: Buffer; state: ZipState } {
  const open = openIn(state)
  const entry = { ...open, packed: open.packed + lastBlock.length }
  const sums = Buffer.concat([number(descriptor), number(entry.crc), number(entry.packed), number(entry.size)])
  const bytes = Buffer.concat([lastBlock, sums])
  return { bytes, state: { bytes: state.bytes + bytes.length, entries: [...state.entries, entry] } }
}

/** The end of an archive: its directory. */
export function zipEnd({ bytes, entries }: ZipState): Buffer {
  const directory = Buffer.concat(
    entries.flatMap((entry) => {
      const rest = Buffer.alloc(14)
      rest.writeUInt32LE(entry.at, 10)
      const madeBy = Buffer.from([20, 0])
      return [number(centralHeader), madeBy, fieldsOf(entry), rest, Buffer.from(entry.name)]
    }),
  )
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(directory.length, 8)
  end.writeUInt32LE(bytes, 12)
  return Buffer.concat([directory, number(endOfDirectory), end])
}
