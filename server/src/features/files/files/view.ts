import type { BytesAnswer } from '@polyclinic/contract/kit/plain.ts'
import type { File } from '@polyclinic/contract/files/files.ts'
import { json, sealed, text } from '../../../kit/crypto/sealed.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { blobName, type BlobStore } from '../../../kit/storage/blobs.ts'
import { openRange, type SealedFile } from '../../../kit/storage/chunks.ts'
import type { FileRow, PartRow } from './queries.ts'
import { isShown } from './rules.ts'

export interface FileFacts {
  name: string
  /** In hexadecimal. */
  sha256?: string
}

export const fileSecrets = sealed('files', { facts: json<FileFacts>(), key: text })

/** The small size of a portrait, WebP in base64. */
export const previewSecrets = sealed('file_previews', { small: text }, { file_id: 'uuid' })

export const openPreview = (sealer: Sealer, fileId: string, sealedBytes: Buffer): string =>
  previewSecrets.open(sealer, { id: fileId, small_sealed: sealedBytes }).small ?? ''

export const factsOf = (sealer: Sealer, row: FileRow): FileFacts => fileSecrets.open(sealer, row).facts as FileFacts

export function sealedFileOf(organizationId: string, sealer: Sealer, row: FileRow): SealedFile {
  const { key = '' } = fileSecrets.open(sealer, row)
  return { organizationId, fileId: row.id, key: Buffer.from(key, 'base64'), size: row.size }
}

/** The bytes of a file from the first to the last, from wherever its parts lie. */
export function contentOf(blobs: BlobStore, file: SealedFile, parts: readonly Pick<PartRow, 'id'>[]) {
  const read = (part: number, first: number, last: number) =>
    blobs.read(blobName(file.organizationId, file.fileId, parts[part]?.id ?? ''), first, last)
  return (first: number, last: number) => openRange(file, read, first, last)
}

export function fileView(row: FileRow, parts: readonly PartRow[], sealer: Sealer): File {
  const { name, sha256 } = factsOf(sealer, row)
  return {
    id: row.id,
    name,
    purpose: row.purpose,
    state: row.state === 'deleted' ? 'pending' : row.state,
    size: row.size,
    ...(row.type && { type: row.type }),
    ...(sha256 && { sha256 }),
    parts: parts.map(({ number }) => number),
  }
}

export function bytesView(
  blobs: BlobStore,
  organizationId: string,
  sealer: Sealer,
  row: FileRow,
  parts: readonly PartRow[],
): BytesAnswer {
  const { name, sha256 = row.id } = factsOf(sealer, row)
  const type = row.type ?? ''
  const open = contentOf(blobs, sealedFileOf(organizationId, sealer, row), parts)
  return { type, isShown: isShown(type), size: row.size, tag: sha256, name, open }
}

/** A file whose content can be read, for the archive of everything. */
export interface FileTakenAlong {
  id: string
  name: string
  size: number
  content: ReturnType<typeof contentOf>
}
