import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { int, nullable, uuid } from '../db/columns.ts'
import { newId } from '../db/ids.ts'
import { type RowOf, shape } from '../db/row.ts'
import type { ControlTx } from '../db/tenant-tx.ts'
import type { TransactionMode } from '../db/transaction.ts'
import { blobName, type BlobStore } from '../storage/blobs.ts'
import { openRange, partBytes, sealPart, type SealedFile } from '../storage/chunks.ts'
import { WorkEnded } from './ended.ts'

/*
 * A file grows with the work that makes it, so it is kept in pieces, each sealed as a whole file of its own under the key of
 * the work. Which of them it is, is bound into it: pieces can be neither exchanged nor put in another order.
 */

export interface PiecesOf {
  workId: string
  /** The account or the organization under whose name they lie. */
  ownerId: string
  key: Buffer
}

const pieceRow = shape({ id: uuid, number: int, size: nullable(int) })

export type Piece = RowOf<typeof pieceRow>

export const listPieces = (control: ControlTx, workId: string) =>
  control.all(pieceRow`
    select ${pieceRow.of('p')} from control.work_pieces p where p.work_id = ${workId} order by p.number`)

const sealedPiece = ({ ownerId, workId, key }: PiecesOf, number: number, size: number): SealedFile => ({
  organizationId: ownerId,
  fileId: `${workId}#${number}`,
  key,
  size,
})

export type InControl = <Result>(
  mode: TransactionMode,
  work: (control: ControlTx) => Promise<Result>,
) => Promise<Result>

export interface PieceWriter {
  write(bytes: Uint8Array): Promise<void>
  /** Keeps what was written until now; answers how many pieces there are. */
  flush(): Promise<number>
  readonly size: number
}

interface Written {
  file: PiecesOf & { run: string }
  blobs: BlobStore
  inControl: InControl
}

async function keepPiece({ file, blobs, inControl }: Written, number: number, content: Buffer): Promise<void> {
  const id = newId()
  const added = await inControl('write', (control) =>
    control.run(sql`
      insert into control.work_pieces (id, work_id, account_id, number)
      select ${id}::uuid, w.id, w.account_id, ${number}::int from control.works w
      where w.id = ${file.workId} and w.run = ${file.run} for share`),
  )
  if (added === 0) throw new WorkEnded('lost')
  const name = blobName(file.ownerId, file.workId, id)
  await blobs.put(name, sealPart(sealedPiece(file, number, content.length), 0, Readable.from([content])))
  const kept = await inControl('write', (control) =>
    control.run(sql`update control.work_pieces set size = ${content.length} where id = ${id}`),
  )
  // taken away meanwhile, with the work: nobody would know of these bytes
  if (kept === 0) await blobs.delete(name)
}

/** Goes on after the first `count` pieces, which are `size` bytes long. */
export function pieceWriter(written: Written, { count, size }: { count: number; size: number }): PieceWriter {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0

  async function keepWaiting(): Promise<void> {
    const all = Buffer.concat(waiting)
    waiting = []
    waitingBytes = 0
    for (let from = 0; from < all.length; from += partBytes) {
      const content = all.subarray(from, from + partBytes)
      await keepPiece(written, count++, content)
      size += content.length
    }
  }

  return {
    async write(bytes) {
      waiting.push(bytes)
      waitingBytes += bytes.length
      if (waitingBytes >= partBytes) await keepWaiting()
    },
    async flush() {
      await keepWaiting()
      return count
    },
    get size() {
      return size + waitingBytes
    },
  }
}

/** Takes pieces from a number on away, bytes before rows. */
export async function discardPieces(
  { workId, ownerId }: Pick<PiecesOf, 'workId' | 'ownerId'>,
  blobs: BlobStore,
  inControl: InControl,
  from = 0,
): Promise<void> {
  const pieces = await inControl('read', (control) => listPieces(control, workId))
  for (const { id, number } of pieces) {
    if (number < from) continue
    await blobs.delete(blobName(ownerId, workId, id))
    await inControl('write', (control) => control.run(sql`delete from control.work_pieces where id = ${id}`))
  }
}

/** The content from the first byte to the last, from wherever its pieces lie. */
export const openPieces = (file: PiecesOf, blobs: BlobStore, pieces: readonly Piece[]) =>
  async function* open(first: number, last: number): AsyncGenerator<Uint8Array> {
    let begin = 0
    for (const { id, number, size } of pieces) {
      if (size === null) throw new Error('a piece of a file never arrived')
      const end = begin + size
      if (end > first && begin <= last) {
        const read = (_part: number, from: number, to: number) =>
          blobs.read(blobName(file.ownerId, file.workId, id), from, to)
        const sealed = sealedPiece(file, number, size)
        yield* openRange(sealed, read, Math.max(0, first - begin), Math.min(size - 1, last - begin))
      }
      begin = end
    }
  }
