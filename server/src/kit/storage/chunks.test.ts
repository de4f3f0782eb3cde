import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  chunkBytes,
  newFileKey,
  openRange,
  partBytes,
  partCount,
  partSize,
  sealedSize,
  sealPart,
  type SealedFile,
} from './chunks.ts'

const size = 2 * partBytes + 3 * chunkBytes + 17
const content = randomBytes(size)
const file: SealedFile = { organizationId: 'o', fileId: 'f', key: newFileKey(), size }

async function* inUnevenPieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0, step = 1; at < bytes.length; at += step, step = (step * 7 + 3) % 90_001)
    yield bytes.subarray(at, at + step)
}

async function joined(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces)
}

const sealedParts: Buffer[] = []
for (let part = 0; part < partCount(size); part++)
  sealedParts.push(
    await joined(sealPart(file, part, inUnevenPieces(content.subarray(part * partBytes, (part + 1) * partBytes)))),
  )

let readBytes = 0
const reading = (parts: readonly Buffer[]) =>
  async function* (part: number, first: number, last: number) {
    const bytes = parts[part]!.subarray(first, last + 1)
    readBytes += bytes.length
    yield* inUnevenPieces(bytes)
  }

const whole = (of: SealedFile, parts: readonly Buffer[] = sealedParts) =>
  joined(openRange(of, reading(parts), 0, of.size - 1))

test('a thousand ranges are the slices that they name, and nothing beyond their chunks is read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(size - 1), fc.nat(3 * chunkBytes), async (first, more) => {
      const last = Math.min(first + more, size - 1)
      readBytes = 0
      const range = await joined(openRange(file, reading(sealedParts), first, last))
      expect(range.equals(content.subarray(first, last + 1))).toBe(true)
      const chunks = Math.floor(last / chunkBytes) - Math.floor(first / chunkBytes) + 1
      expect(readBytes).toBeLessThanOrEqual(sealedSize(chunks * chunkBytes))
    }),
    { numRuns: 1_000 },
  )
  expect((await whole(file)).equals(content)).toBe(true)
})

test('the same bytes are sealed differently each time, and nothing of them shows', async () => {
  const letters = Buffer.alloc(partSize(size, 2), 'canary')
  const [one, two] = [
    await joined(sealPart(file, 2, inUnevenPieces(letters))),
    await joined(sealPart(file, 2, inUnevenPieces(letters))),
  ]
  expect(one.equals(two)).toBe(false)
  expect(one.includes('canary')).toBe(false)
  expect(one).toHaveLength(sealedSize(letters.length))
})

test.each<[string, Partial<SealedFile>]>([
  ['another organization', { organizationId: 'p' }],
  ['another file', { fileId: 'g' }],
  ['another key', { key: newFileKey() }],
  ['a file that is said to go on', { size: size + chunkBytes }],
  ['a file that is said to end sooner', { size: size - 3 * chunkBytes }],
])('it does not open as a part of %s', async (_name, other) => {
  await expect(whole({ ...file, ...other })).rejects.toThrow()
})

test('nothing opens that was turned, swapped, cut, lengthened or put in place of another', async () => {
  const [first, second, third] = sealedParts as [Buffer, Buffer, Buffer]
  const turned = Buffer.from(first)
  turned[40] = (turned[40] ?? 0) ^ 1
  const sealedChunk = sealedSize(chunkBytes)
  const swapped = Buffer.concat([
    first.subarray(sealedChunk, 2 * sealedChunk),
    first.subarray(0, sealedChunk),
    first.subarray(2 * sealedChunk),
  ])
  for (const parts of [
    [turned, second, third],
    [swapped, second, third],
    [second, first, third],
    [first, second, third.subarray(0, -1)],
    [first, second, third.subarray(0, -sealedSize(17))],
    [first, second.subarray(0, -sealedChunk), third],
  ])
    await expect(whole(file, parts)).rejects.toThrow()
})
