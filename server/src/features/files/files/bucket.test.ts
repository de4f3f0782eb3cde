import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendFile, shaOf } from '../../../testing/files.ts'
import { createWorld, type World } from '../../../testing/world.ts'

let peer: S3rver
let world: World
const folder = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-s3-'))

const addressWith = (port: number, key = 'S3RVER') =>
  `s3://${key}:S3RVER@127.0.0.1:${port}/files?region=eu-central-1&tls=off`

beforeAll(async () => {
  peer = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: 'files', configs: [] }],
  })
  const { port } = await peer.run()
  world = await createWorld({ FILES_URL: addressWith(port) })
})
afterAll(async () => {
  await world.close()
  await peer.close()
  rmSync(folder, { recursive: true, force: true })
})

const content = Buffer.concat([Buffer.alloc(4_194_304, 'canary '), randomBytes(100_000)])

const objects = () =>
  readdirSync(path.join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

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
  expect(objects().length).toBeGreaterThan(1)
  for (const object of objects()) expect(object + readFileSync(object, 'latin1')).not.toContain('canary')
  await owner.delete(`/files/${id}`)
  await world.application.workers!.drain()
  expect(objects()).toEqual([])
})

test('a bucket that does not let us in is our fault, and nothing counts as arrived', async () => {
  const { port } = new URL(world.application.platform.config.FILES_URL ?? '')
  const locked = await createWorld({ FILES_URL: addressWith(Number(port), 'stranger') })
  try {
    const { owner } = await locked.organization()
    const made = await owner.post('/files', { name: 'a', purpose: 'attachment', size: 3 })
    const sent = await sendFile(owner, made.body.id as string, Buffer.from('abc'))
    expect(sent).toMatchObject({ status: 409, body: { code: 'file-incomplete' } })
  } finally {
    await locked.close()
  }
})
