import { readdirSync } from 'node:fs'
import path from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isDeep } from '../../../testing/deep.ts'
import { putPart, sendFile, shaOf } from '../../../testing/files.ts'
import { hostileFiles } from '../../../testing/hostile-files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
let owner: Person

beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
  owner = organization.owner
})
afterAll(() => world.close())

async function kept(content: Uint8Array, name: string) {
  const made = await owner.post('/files', { name, purpose: 'attachment', size: content.length })
  const id = made.body.id as string
  expect(await sendFile(owner, id, content)).toMatchObject({ status: 200, body: { state: 'kept' } })
  return id
}

const answerOf = async (id: string) => {
  const { headers, rawPayload } = await world.application.http!.inject({
    url: `/api/v1/organizations/${organization.slug}/files/${id}/content`,
    headers: { authorization: `Bearer ${owner.token}` },
  })
  return { headers, content: rawPayload }
}

const handedOver = {
  'content-type': 'application/octet-stream',
  'x-content-type-options': 'nosniff',
  'content-disposition': expect.stringMatching(/^attachment; /),
  'content-security-policy': expect.stringContaining('sandbox'),
}

describe('what pretends to be something else', () => {
  test.each(hostileFiles('/beacon').filter(({ isPicture }) => !isPicture))(
    '$name is handed over to be kept, byte for byte, and shown nowhere',
    async ({ name, content }) => {
      const { headers, content: read } = await answerOf(await kept(content, name))
      expect(headers).toMatchObject(handedOver)
      expect(shaOf(read)).toBe(shaOf(content))
    },
  )

  test.each(hostileFiles('/beacon').filter(({ isPicture }) => isPicture))(
    'of $name nothing but the picture is kept',
    async ({ name, content }) => {
      const { headers, content: read } = await answerOf(await kept(content, name))
      expect(headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' })
      expect(content.includes('script')).toBe(true)
      expect(read.includes('script') || read.includes('zTXt')).toBe(false)
    },
  )
})

describe('what is small on the wire and huge unpacked', () => {
  const bombs = [
    ['zip.zip', zipOf(Buffer.alloc(64_000_000))],
    ['zip.gz', gzipSync(Buffer.alloc(64_000_000))],
    ['laughs.svg', Buffer.from(`<!DOCTYPE svg [${laughs()}]><svg xmlns="http://www.w3.org/2000/svg">&l9;</svg>`)],
  ] as const

  test.each(bombs)('%s stays as it came and is unpacked by nobody', async (name, content) => {
    expect(content.length).toBeLessThan(100_000)
    const id = await kept(content, name)
    expect((await owner.get(`/files/${id}`)).body).toMatchObject({ size: content.length })
    const { headers, content: read } = await answerOf(id)
    expect(headers).toMatchObject({ ...handedOver, 'content-length': String(content.length) })
    expect(read.equals(content)).toBe(true)
  })

  test.each(bombs)('%s is no picture', async (name, content) => {
    const made = await owner.post('/files', { name, purpose: 'logo', size: content.length })
    expect(await sendFile(owner, made.body.id as string, content)).toMatchObject({
      status: 422,
      body: { code: 'not-a-picture' },
    })
  })
})

test('ten thousand parts for a file of one leave the one that belongs to it, and no byte of any other', async () => {
  const content = Buffer.from('abc')
  const made = await owner.post('/files', { name: 'a', purpose: 'attachment', size: content.length })
  const id = made.body.id as string
  expect((await putPart(owner, id, 0, content)).status).toBe(200)
  const sent = isDeep ? 9_999 : 199
  for (let number = 1; number <= sent; number += 50) {
    const numbers = Array.from({ length: Math.min(50, sent - number + 1) }, (_, at) => number + at)
    const answers = await Promise.all(numbers.map((each) => putPart(owner, id, each, content)))
    expect(new Set(answers.map(({ body }) => body.code))).toEqual(new Set(['part-length']))
  }
  const { rows } = await organization.database.query(
    `select number, state from tenant.file_parts where file_id = $1 order by number`,
    [id],
  )
  expect(rows).toEqual([{ number: 0, state: 'arrived' }])
  const lying = path.join(world.application.platform.config.dataDir, 'files', organization.id, id)
  expect(readdirSync(lying)).toHaveLength(1)
  expect(await sendFile(owner, id, content)).toMatchObject({ status: 200, body: { sha256: shaOf(content) } })
})

/** One member, packed, with its entry in the directory at the end (APPNOTE 4.3). */
function zipOf(content: Buffer): Buffer {
  const packed = deflateSync(content, { level: 9 })
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04_03_4b_50)
  head.writeUInt16LE(8, 8)
  head.writeUInt32LE(packed.length, 18)
  head.writeUInt32LE(content.length, 22)
  return Buffer.concat([head, packed, Buffer.from('504b0506', 'hex'), Buffer.alloc(18)])
}

/** Entities that name each other, ten of one in the next. */
function laughs(): string {
  const entity = (n: number) => `<!ENTITY l${n} "${n === 0 ? 'lol' : `&l${n - 1};`.repeat(10)}">`
  return Array.from({ length: 10 }, (_, n) => entity(n)).join('')
}
