import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** Bytes that are sealed at a time: the least that has to be read and opened for one byte of a range. */
export const chunkBytes = 65_536
/** Bytes of a part, the last one apart; a multiple of {@link chunkBytes}. */
export const partBytes = 64 * chunkBytes
const [nonceBytes, tagBytes] = [12, 16]
const overhead = nonceBytes + tagBytes

/** A file as it is sealed: chunk by chunk with a key of its own (AES-256-GCM: nonce, tag, ciphertext). */
export interface SealedFile {
  organizationId: string
  fileId: string
  key: Buffer
  /** Bytes of its content. */
  size: number
}

export const newFileKey = () => randomBytes(32)

export const partCount = (size: number) => Math.ceil(size / partBytes)

/** Bytes of the content that the part holds; the first part is 0. */
export const partSize = (size: number, part: number) => Math.min(partBytes, size - part * partBytes)

export const sealedSize = (bytes: number) => bytes + Math.ceil(bytes / chunkBytes) * overhead

/** A chunk opens as the one that it was, of its file, in its organization, and only as the end where it is the end. */
function additional({ organizationId, fileId, size }: SealedFile, chunk: number): Buffer {
  const isLast = chunk === Math.ceil(size / chunkBytes) - 1
  return Buffer.from(`file|${organizationId}|${fileId}|${chunk}|${isLast ? 'last' : 'more'}`)
}

function seal(file: SealedFile, chunk: number, content: Buffer): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', file.key, nonce).setAAD(additional(file, chunk))
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body])
}

function open(file: SealedFile, chunk: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', file.key, sealed.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  }).setAAD(additional(file, chunk))
  decipher.setAuthTag(sealed.subarray(nonceBytes, overhead))
  return Buffer.concat([decipher.update(sealed.subarray(overhead)), decipher.final()])
}

/** What arrives in pieces of any length, in pieces of `length` and a last one that may be shorter. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>, length: number): AsyncGenerator<Buffer> {
  let kept: Uint8Array[] = []
  let size = 0
  for await (const piece of bytes) {
    kept.push(piece)
    size += piece.length
    if (size < length) continue
    const whole = Buffer.concat(kept)
    let from = 0
    for (; from + length <= size; from += length) yield whole.subarray(from, from + length)
    kept = [whole.subarray(from)]
    size -= from
  }
  if (size > 0) yield Buffer.concat(kept)
}

/** Seals a part as its bytes arrive; one chunk at a time is held. */
export async function* sealPart(
  file: SealedFile,
  part: number,
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let chunk = part * (partBytes / chunkBytes)
  for await (const content of inPieces(bytes, chunkBytes)) yield seal(file, chunk++, content)
}

/** Reads sealed bytes of a part, from the first to the last. */
export type ReadPart = (part: number, first: number, last: number) => AsyncIterable<Uint8Array>

/** The content from the first byte to the last, both included: only the chunks that hold them are read and opened. */
export async function* openRange(
  file: SealedFile,
  read: ReadPart,
  first: number,
  last: number,
): AsyncGenerator<Uint8Array> {
  for (let part = Math.floor(first / partBytes); part * partBytes <= last; part++) {
    const begin = part * partBytes
    const from = Math.floor((Math.max(first, begin) - begin) / chunkBytes)
    const to = Math.floor((Math.min(last, begin + partSize(file.size, part) - 1) - begin) / chunkBytes)
    const end = Math.min((to + 1) * (chunkBytes + overhead), sealedSize(partSize(file.size, part)))
    let chunk = begin / chunkBytes + from
    for await (const sealed of inPieces(read(part, from * (chunkBytes + overhead), end - 1), chunkBytes + overhead)) {
      const at = chunk * chunkBytes
      const content = open(file, chunk++, sealed)
      yield content.subarray(Math.max(0, first - at), Math.min(content.length, last + 1 - at))
    }
    if (chunk !== begin / chunkBytes + to + 1) throw new Error('a part of a file is shorter than it was')
  }
}
