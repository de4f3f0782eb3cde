import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { ByteStream } from '@polyclinic/contract/kit/plain.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { blobName, type BlobStore } from '../../../kit/storage/blobs.ts'
import { partCount, partSize, sealPart, type SealedFile } from '../../../kit/storage/chunks.ts'
import { fingerprintOf, isFingerprintOf, ownFile } from '../files/actions.ts'
import { listParts } from '../files/queries.ts'
import { sealedFileOf } from '../files/view.ts'

export interface ArrivingPart {
  id: string
  number: number
  /** Bytes that it has to have. */
  size: number
  file: SealedFile
}

export async function beginPart(tx: TenantTx, fileId: string, number: number): Promise<ArrivingPart> {
  const row = await ownFile(tx, fileId)
  if (row.state !== 'pending') throw refuse('wrong-state', { state: row.state })
  if (number >= partCount(row.size)) throw refuse('part-length', { expected: 0 })
  const id = await addPart(tx, fileId, number)
  return { id, number, size: partSize(row.size, number), file: sealedFileOf(tx.organization.id, tx.sealer, row) }
}

export async function addPart(tx: TenantTx, fileId: string, number: number): Promise<string> {
  const id = newId()
  await tx.run(sql`
    insert into tenant.file_parts (organization_id, id, file_id, number)
    values (${tx.organization.id}, ${id}, ${fileId}, ${number})`)
  return id
}

/** Seals the bytes while they arrive and keeps them; answers their SHA-256. */
export async function storePart(blobs: BlobStore, part: ArrivingPart, bytes: ByteStream): Promise<Buffer> {
  const { file, size, number } = part
  if (bytes.announced !== undefined && bytes.announced !== size) throw refuse('part-length', { expected: size })
  const hash = createHash('sha256')
  let arrived = 0
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      arrived += piece.length
      if (arrived > size) throw refuse('part-length', { expected: size })
      hash.update(piece)
      yield piece
    }
    if (arrived !== size) throw refuse('part-length', { expected: size })
  }
  await blobs.put(blobName(file.organizationId, file.fileId, part.id), sealPart(file, number, counted()))
  return hash.digest()
}

/** Counts a part as arrived. The same one twice is one: the later is discarded; with another content it is refused. */
export async function keepPart(tx: TenantTx, part: ArrivingPart, sha: Buffer): Promise<void> {
  const row = await ownFile(tx, part.file.fileId, { lock: true })
  const earlier = (await listParts(tx, row.id)).find(({ number }) => number === part.number)
  if (earlier && !isFingerprintOf(tx, row.id, sha, earlier.fingerprint)) throw refuse('part-differs')
  if (!earlier && row.state !== 'pending') throw refuse('wrong-state', { state: row.state })
  await tx.run(sql`
    update tenant.file_parts set state = ${earlier ? 'discarded' : 'arrived'}, fingerprint = ${fingerprintOf(tx, row.id, sha)}
    where organization_id = ${tx.organization.id} and id = ${part.id}`)
}

export const discardPart = (tx: TenantTx, id: string) =>
  tx.run(sql`
    update tenant.file_parts set state = 'discarded' where organization_id = ${tx.organization.id} and id = ${id}`)
