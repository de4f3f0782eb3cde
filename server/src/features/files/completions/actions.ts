import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { filePurposes } from '@polyclinic/contract/files/files.ts'
import type { OwnTransactions, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { blobName, type BlobStore } from '../../../kit/storage/blobs.ts'
import { newFileKey, partBytes, partCount, sealPart, type SealedFile } from '../../../kit/storage/chunks.ts'
import {
  cleanPicture,
  isPictureType,
  pictureBytes,
  portraitOf,
  previewedPicture,
  type Picture,
} from '../../../kit/storage/pictures.ts'
import type { Scan } from '../../../kit/storage/scan.ts'
import { fileReleased, fileTakenAway } from '../events.ts'
import { addPreview, discardFile, fingerprintOf, ownFile, sealFacts, sealKey } from '../files/actions.ts'
import { listParts, type FileRow, type PartRow } from '../files/queries.ts'
import { headBytes, typeOf } from '../files/rules.ts'
import { contentOf, factsOf, sealedFileOf } from '../files/view.ts'
import { addPart } from '../file-parts/actions.ts'

interface Place {
  blobs: BlobStore
  scan: Scan | undefined
  inTenant: OwnTransactions['inTenant']
}

/** What a whole file was found to be. */
interface Findings {
  type: string
  sha256: string
  state: 'kept' | 'held'
  /** A picture without what else its file held, sealed with a key of its own. */
  picture?: { file: SealedFile; parts: { id: string; sha: Buffer }[]; small?: Buffer }
}

/** Pixels of the longer side of what is shown small. */
const shownSide = 512

/**
 * Reads a file from its first byte to its last: that it is what was announced, what it is, that it does no harm. Undefined where
 * that was done before.
 */
export async function lookOver(place: Place, id: string, announced: string): Promise<Findings | undefined> {
  const { row, parts, file } = await place.inTenant('read', async (tx) => {
    const found = await ownFile(tx, id)
    return { row: found, parts: await listParts(tx, id), file: sealedFileOf(tx.organization.id, tx.sealer, found) }
  })
  if (row.state !== 'pending') return undefined
  refuseMissing(row, parts)
  const open = contentOf(place.blobs, file, parts)
  const whole = () => open(0, row.size - 1)
  if ((await shaOf(whole())) !== announced) throw refuse('file-differs')
  const type = await typeOf(await joined(open(0, Math.min(row.size, headBytes) - 1)))
  if (filePurposes[row.purpose].isPicture && !isPictureType(type)) throw refuse('not-a-picture')
  const scanned = (await place.scan?.(whole())) ?? 'clean'
  if (scanned === 'infected') {
    await place.inTenant('write', (tx) => discardFile(tx, id))
    throw refuse('file-infected')
  }
  const state = scanned === 'away' ? 'held' : 'kept'
  if (!isPictureType(type)) return { type, sha256: announced, state }
  if (row.size > pictureBytes) throw refuse('file-too-large', { limit: pictureBytes })
  const cleaned = await pictureFor(row, await joined(whole()), type)
  if (!cleaned) throw refuse('not-a-picture')
  const { content, small } = cleaned
  const picture = { ...(await sealAnew(place, file, content)), small }
  return { type: cleaned.type, sha256: createHash('sha256').update(content).digest('hex'), state, picture }
}

/** As large as what it is for needs it. */
function pictureFor({ purpose }: FileRow, bytes: Buffer, type: string): Promise<Picture | undefined> {
  if (purpose === 'portrait') return portraitOf(bytes, type)
  return filePurposes[purpose].isPicture ? cleanPicture(bytes, type, shownSide) : previewedPicture(bytes, type)
}

function refuseMissing({ size }: FileRow, parts: readonly PartRow[]): void {
  const arrived = new Set(parts.map(({ number }) => number))
  const missing = Array.from({ length: partCount(size) }, (_, number) => number).filter((each) => !arrived.has(each))
  if (missing.length > 0) throw refuse('file-incomplete', { missing })
}

async function sealAnew({ blobs, inTenant }: Place, of: SealedFile, content: Buffer) {
  const file = { ...of, key: newFileKey(), size: content.length }
  const numbers = Array.from({ length: partCount(file.size) }, (_, number) => number)
  const ids = await inTenant('write', async (tx) => {
    const made: string[] = []
    for (const number of numbers) made.push(await addPart(tx, of.fileId, number))
    return made
  })
  const parts = []
  for (const [number, id] of ids.entries()) {
    const bytes = content.subarray(number * partBytes, (number + 1) * partBytes)
    await blobs.put(blobName(file.organizationId, file.fileId, id), sealPart(file, number, once(bytes)))
    parts.push({ id, sha: createHash('sha256').update(bytes).digest() })
  }
  return { file, parts }
}

/** Keeps a file as it was found; whoever completes it at the same moment finds that done. */
export async function keepFile(tx: TenantTx, id: string, findings: Findings | undefined): Promise<FileRow> {
  const row = await ownFile(tx, id, { lock: true })
  if (row.state !== 'pending' || !findings) return row
  const { type, sha256, state, picture } = findings
  if (picture) await replaceParts(tx, id, picture.parts)
  if (picture?.small) await addPreview(tx, id, picture.small)
  await tx.run(sql`
    update tenant.files set state = ${state}, type = ${type}, size = ${picture?.file.size ?? row.size},
      facts_sealed = ${sealFacts(tx, id, { name: factsOf(tx.sealer, row).name, sha256 })},
      key_sealed = ${picture ? sealKey(tx, id, picture.file.key) : row.key_sealed}
    where organization_id = ${tx.organization.id} and id = ${id}`)
  return ownFile(tx, id)
}

async function replaceParts(tx: TenantTx, id: string, parts: readonly { id: string; sha: Buffer }[]): Promise<void> {
  await tx.run(sql`
    update tenant.file_parts set state = 'discarded'
    where organization_id = ${tx.organization.id} and file_id = ${id} and state = 'arrived'`)
  for (const part of parts)
    await tx.run(sql`
      update tenant.file_parts set state = 'arrived', fingerprint = ${fingerprintOf(tx, id, part.sha)}
      where organization_id = ${tx.organization.id} and id = ${part.id}`)
}

/** What the scanner says at last of a file that waited for it. Where that is used, its row stays and says that it was taken away. */
export async function settleHeld(tx: TenantTx, id: string, state: 'kept' | 'deleted'): Promise<void> {
  await tx.run(sql`
    update tenant.files set state = ${state}
    where organization_id = ${tx.organization.id} and id = ${id} and state = 'held'`)
  tx.announce(state === 'kept' ? fileReleased : fileTakenAway, { fileId: id })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

async function shaOf(bytes: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of bytes) hash.update(piece)
  return hash.digest('hex')
}

async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}
