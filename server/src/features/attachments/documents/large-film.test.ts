import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../../testing/deep.ts'
import { putPart } from '../../../testing/files.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let origin: string

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  await world.application.http!.listen({ port: 0, host: '127.0.0.1' })
  const { port } = world.application.http!.server.address() as { port: number }
  origin = `http://127.0.0.1:${port}/api/v1/organizations/${org.slug}`
})
afterAll(() => world?.close())

/** As large as a film may be, in depth. */
const size = isDeep ? 200_000_000 : 21_000_000
const partBytes = 4_194_304
const parts = Math.ceil(size / partBytes)
const head = Buffer.from('00000020667479706973666d0000020069736f6d69736f32617663316d703431', 'hex')

/** A part of a film that nobody holds as a whole. */
function partOf(number: number, length: number): Buffer {
  const part = Buffer.alloc(Math.min(partBytes, length - number * partBytes), number + 1)
  if (number === 0) head.copy(part)
  return part
}

/** How much more memory the process had at any moment while that went on than before, in bytes. */
async function growthDuring(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  await work()
  clearInterval(watch)
  return Math.max(most, process.memoryUsage.rss()) - before
}

async function sentFilm(length: number): Promise<{ id: string; sha256: string }> {
  const hash = createHash('sha256')
  const { id } = (await org.owner.post('/files', { name: 'gait.mp4', purpose: 'attachment', size: length })).body
  for (let number = 0; number * partBytes < length; number++) {
    const part = partOf(number, length)
    hash.update(part)
    expect((await putPart(org.owner, id, number, part)).status).toBeLessThan(300)
  }
  return { id, sha256: hash.digest('hex') }
}

test('a film of 200 MB is sent, looked over, streamed and read by ranges without ever being held', async () => {
  const patient = (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils' })).body.id
  // what the process needs once, whoever sends what
  await sentFilm(21_000_000)
  let film = ''
  let sha256 = ''
  const sending = await growthDuring(async () => {
    const sent = await sentFilm(size)
    sha256 = sent.sha256
    expect((await org.owner.post(`/files/${sent.id}/completion`, { sha256 })).status).toBe(200)
    film = (await org.owner.post(`/patients/${patient}/documents`, { fileId: sent.id })).body.id
  })
  const headers = { authorization: `Bearer ${org.owner.token}` }
  const read = (more: Record<string, string> = {}) =>
    fetch(`${origin}/documents/${film}/content`, { headers: { ...headers, ...more } })
  const streaming = await growthDuring(async () => {
    const hash = createHash('sha256')
    const answer = await read()
    for await (const piece of answer.body!) hash.update(piece)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    expect(hash.digest('hex')).toBe(sha256)
  })
  const last = parts - 1
  const first = last * partBytes - 5
  const range = await read({ range: `bytes=${first}-${first + 9}` })
  expect([range.status, range.headers.get('content-range')]).toEqual([206, `bytes ${first}-${first + 9}/${size}`])
  expect([...new Uint8Array(await range.arrayBuffer())]).toEqual([
    ...Array.from({ length: 5 }, () => last),
    ...Array.from({ length: 5 }, () => last + 1),
  ])
  for (const growth of [sending, streaming]) expect(growth).toBeLessThan(80_000_000)
})
