import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBucket, type Bucket } from '../../../adapters/s3/bucket-fixture.ts'
import { sendFile, shaOf } from '../../../testing/files.ts'
import { createWorld, type World } from '../../../testing/world.ts'

let bucket: Bucket
let world: World

beforeAll(async () => {
  bucket = await startBucket()
  world = await createWorld({ FILES_URL: bucket.address() })
})
afterAll(async () => {
  await world.close()
  await bucket.close()
})

const content = Buffer.concat([Buffer.alloc(4_194_304, 'canary '), randomBytes(100_000)])

test('files lie in a bucket as they lie in a folder: whole and by range, sealed, and gone once deleted', async () => {
  const { owner, slug } = await world.organization()
  const made = await owner.post('/files', { name: 'canary.bin', purpose: 'attachment', size: content.length })
  const id = made.body.id as string
  expect(await sendFile(owner, id, content)).toMatchObject({ status: 200, body: { sha256: shaOf(content) } })
  const read = async (range?: string) =>
    (
      await world.application.http!.inject({
        url: `/api/v1/organizations/${slug}/files/${id}/content`,
        headers: { authorization: `Bearer ${owner.token}`, ...(range && { range }) },
      })
    ).rawPayload
  expect(shaOf(await read())).toBe(shaOf(content))
  for (const [first, last] of [
    [0, 0],
    [65_535, 65_536],
    [4_194_300, 4_194_400],
    [content.length - 1, content.length - 1],
  ] as const)
    expect((await read(`bytes=${first}-${last}`)).equals(content.subarray(first, last + 1))).toBe(true)
  expect(bucket.objects().length).toBeGreaterThan(1)
  for (const object of bucket.objects()) expect(object + readFileSync(object, 'latin1')).not.toContain('canary')
  await owner.delete(`/files/${id}`)
  await world.application.workers!.drain()
  expect(bucket.objects()).toEqual([])
})

test('a bucket that does not let us in is our fault, and nothing counts as arrived', async () => {
  const locked = await createWorld({ FILES_URL: bucket.address('stranger') })
  try {
    const { owner } = await locked.organization()
    const made = await owner.post('/files', { name: 'a', purpose: 'attachment', size: 3 })
    const sent = await sendFile(owner, made.body.id as string, Buffer.from('abc'))
    expect(sent).toMatchObject({ status: 409, body: { code: 'file-incomplete' } })
  } finally {
    await locked.close()
  }
})
