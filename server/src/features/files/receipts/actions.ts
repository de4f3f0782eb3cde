import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { ByteStream } from '@polyclinic/contract/kit/plain.ts'
import { newId } from '../../../kit/db/ids.ts'
import type { OwnTransactions, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { blobName, type BlobStore } from '../../../kit/storage/blobs.ts'
import { newFileKey, partBytes, partCount, sealPart, type SealedFile } from '../../../kit/storage/chunks.ts'
import { isPictureType, previewedPicture } from '../../../kit/storage/pictures.ts'
import type { Scan } from '../../../kit/storage/scan.ts'
import { plans } from '../../plans/public.ts'
import { addPart } from '../file-parts/actions.ts'
import { addPreview, fingerprintOf, sealFacts, sealKey } from '../files/actions.ts'
import { headBytes, safeName, typeOf } from '../files/rules.ts'

interface Place {
  blobs: BlobStore
  scan: Scan | undefined
  inTenant: OwnTransactions['inTenant']
}

interface Sender {
  /** Under whose name it is kept: whoever let it in. */
  accountId: string
  name: string
}

/** A picture whose bytes lie where they belong, and that nothing uses yet: it is cleared after a day unless it is kept. */
export interface ReceivedPicture {
  fileId: string
  type: string
  name: string
  sha256: string
  state: 'kept' | 'held'
  parts: readonly { id: string; sha: Buffer }[]
  small?: Buffer
}

/** Takes a whole picture from somebody who is nobody here, in one piece: cleaned, scanned and sealed; rows before bytes. */
export async function receivePicture(place: Place, sender: Sender, bytes: ByteStream): Promise<ReceivedPicture> {
  const arrived = await joined(bytes)
  const type = await typeOf(arrived.subarray(0, headBytes))
  if (!isPictureType(type)) throw refuse('not-a-picture')
  const said = (await place.scan?.(Readable.from([arrived]))) ?? 'clean'
  if (said === 'infected') throw refuse('file-infected')
  const picture = await previewedPicture(arrived, type)
  if (!picture) throw refuse('not-a-picture')
  const { content, small } = picture
  const { file, partIds } = await place.inTenant('write', (tx) =>
    tx.asOrganization(() => announceReceived(tx, sender, content.length)),
  )
  const parts = []
  for (const [number, id] of partIds.entries()) {
    const part = content.subarray(number * partBytes, (number + 1) * partBytes)
    await place.blobs.put(blobName(file.organizationId, file.fileId, id), sealPart(file, number, Readable.from([part])))
    parts.push({ id, sha: createHash('sha256').update(part).digest() })
  }
  const sha256 = createHash('sha256').update(content).digest('hex')
  const state = said === 'away' ? 'held' : 'kept'
  return { fileId: file.fileId, type, name: safeName(sender.name), sha256, state, parts, ...(small && { small }) }
}

async function announceReceived(tx: TenantTx, { accountId, name }: Sender, size: number) {
  await plans.allow(tx, 'megabytes', Math.ceil(size / 1_000_000))
  const file: SealedFile = { organizationId: tx.organization.id, fileId: newId(), key: newFileKey(), size }
  const { fileId: id } = file
  await tx.run(sql`
    insert into tenant.files (organization_id, id, account_id, purpose, size, facts_sealed, key_sealed)
    values (${tx.organization.id}, ${id}, ${accountId}, 'attachment', ${size}, ${sealFacts(tx, id, { name: safeName(name) })},
      ${sealKey(tx, id, file.key)})`)
  const partIds: string[] = []
  for (let number = 0; number < partCount(size); number++) partIds.push(await addPart(tx, id, number))
  return { file, partIds }
}

/** From here on it is in use, and is cleared no more. */
export async function keepReceived(tx: TenantTx, received: ReceivedPicture): Promise<void> {
  const { fileId, type, name, sha256, state, parts, small } = received
  for (const { id, sha } of parts)
    await tx.run(sql`
      update tenant.file_parts set state = 'arrived', fingerprint = ${fingerprintOf(tx, fileId, sha)}
      where organization_id = ${tx.organization.id} and id = ${id}`)
  if (small) await addPreview(tx, fileId, small)
  await tx.run(sql`
    update tenant.files set state = ${state}, type = ${type}, facts_sealed = ${sealFacts(tx, fileId, { name, sha256 })},
      used_at = clock_timestamp()
    where organization_id = ${tx.organization.id} and id = ${fileId}`)
}

async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}
