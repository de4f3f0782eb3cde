import { randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pictureBytes } from '../../../kit/storage/pictures.ts'
import { isDeep } from '../../../testing/deep.ts'
import { putPart, sendFile, shaOf, tinyPng } from '../../../testing/files.ts'
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

const folder = () => path.join(world.application.platform.config.dataDir, 'files')
const blobs = (of = organization) =>
  readdirSync(path.join(folder(), of.id), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))

async function announced(size: number, name = 'scan.bin', as = owner, purpose = 'attachment'): Promise<string> {
  const made = await as.post('/files', { name, purpose, size })
  expect(made.status).toBe(201)
  return made.body.id as string
}

async function kept(content: Uint8Array, name?: string, as = owner): Promise<string> {
  const id = await announced(content.length, name, as)
  expect(await sendFile(as, id, content)).toMatchObject({ status: 200, body: { state: 'kept' } })
  return id
}

const partBytes = 4_194_304
const large = Buffer.concat([Buffer.alloc(partBytes, 'canary-in-a-file '), randomBytes(partBytes), Buffer.from('tail')])
const parts = [large.subarray(0, partBytes), large.subarray(partBytes, 2 * partBytes), large.subarray(2 * partBytes)]
/** As a browser gets it: bytes, and the headers with them. */
async function download(id: string, range?: string, as = owner) {
  const answer = await world.application.http!.inject({
    url: `/api/v1/organizations/${organization.slug}/files/${id}/content`,
    headers: { authorization: `Bearer ${as.token}`, ...(range && { range }) },
  })
  return { status: answer.statusCode, content: answer.rawPayload, headers: answer.headers }
}

describe('parts', () => {
  test('arrive in any order, twice and at once, and are one file', async () => {
    const id = await announced(large.length)
    expect((await putPart(owner, id, 2, parts[2]!)).status).toBe(200)
    const early = await owner.post(`/files/${id}/completion`, { sha256: shaOf(large) })
    expect(early).toMatchObject({ status: 409, body: { code: 'file-incomplete', data: { missing: [0, 1] } } })
    const atOnce = await Promise.all([putPart(owner, id, 1, parts[1]!), putPart(owner, id, 1, parts[1]!)])
    expect(atOnce.map(({ status }) => status)).toEqual([200, 200])
    expect((await owner.get(`/files/${id}`)).body).toMatchObject({ state: 'pending', parts: [1, 2] })
    await putPart(owner, id, 0, parts[0]!)
    expect((await putPart(owner, id, 0, parts[0]!)).body).toEqual({ number: 0, size: partBytes })
    const done = await owner.post(`/files/${id}/completion`, { sha256: shaOf(large) })
    expect(done).toMatchObject({ status: 200, body: { state: 'kept', sha256: shaOf(large), parts: [0, 1, 2] } })
    expect(shaOf((await download(id)).content)).toBe(shaOf(large))
    const { rows } = await organization.database.query(
      `select number, count(*) as rows from tenant.file_parts where file_id = $1 and state = 'arrived' group by 1 order by 1`,
      [id],
    )
    expect(rows).toEqual([0, 1, 2].map((number) => ({ number, rows: 1 })))
  })

  test('that hold something else than they did are refused, and what had arrived stays', async () => {
    const id = await announced(3)
    await putPart(owner, id, 0, Buffer.from('abc'))
    expect(await putPart(owner, id, 0, Buffer.from('abd'))).toMatchObject({
      status: 409,
      body: { code: 'part-differs' },
    })
    expect((await owner.post(`/files/${id}/completion`, { sha256: shaOf(Buffer.from('abc')) })).status).toBe(200)
    expect(await putPart(owner, id, 0, Buffer.from('abc'))).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    })
  })

  test.each([
    ['too short', 0, 'ab', 400, 'part-length'],
    ['too long', 0, 'abcd', 400, 'part-length'],
    ['beyond the end', 1, 'a', 400, 'part-length'],
    ['the ten-thousandth', 9_999, 'a', 400, 'part-length'],
    ['numbered beyond all', 10_000, 'a', 400, 'invalid-input'],
  ])('%s are refused', async (_name, number, content, status, code) => {
    const id = await announced(3)
    expect(await putPart(owner, id, number, Buffer.from(content))).toMatchObject({ status, body: { code } })
    expect((await owner.get(`/files/${id}`)).body.parts).toEqual([])
  })

  test('leave nothing where the connection is cut in the middle, and the file goes on after it', async () => {
    const id = await announced(large.length)
    const http = world.application.http!
    if (!http.server.listening) await http.listen({ port: 0, host: '127.0.0.1' })
    const { port } = http.server.address() as { port: number }
    const before = blobs().length
    const url = `http://127.0.0.1:${port}/api/v1/organizations/${organization.slug}/files/${id}/parts/0`
    const cut = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(parts[0]!.subarray(0, 1_000_000)),
      pull: (controller) => controller.error(new Error('the cable')),
    })
    const sent = fetch(url, {
      method: 'PUT',
      headers: { authorization: `Bearer ${owner.token}`, 'content-type': 'application/octet-stream' },
      body: cut,
      ...({ duplex: 'half' } as object),
    })
    await expect(sent).rejects.toThrow()
    await expect.poll(async () => discardedParts(id)).toBe(1)
    // its bytes go within a moment
    await expect.poll(() => blobs().length).toBe(before)
    expect((await owner.get(`/files/${id}`)).body.parts).toEqual([])
    expect(await sendFile(owner, id, large)).toMatchObject({ status: 200, body: { sha256: shaOf(large) } })
  })
})

async function discardedParts(id: string): Promise<number> {
  const { rows } = await organization.database.query<{ count: number }>(
    `select count(*)::int as count from tenant.file_parts where file_id = $1 and state = 'discarded'`,
    [id],
  )
  return rows[0]?.count ?? 0
}

describe('what is announced', () => {
  test('may not be larger than its kind, and is refused in words before a byte is sent', async () => {
    const refused = await owner.post('/files', { name: 'a', purpose: 'attachment', size: 201_000_000 })
    expect(refused).toMatchObject({ status: 413, body: { code: 'file-too-large', data: { limit: 200_000_000 } } })
  })

  test('counts for the plan from its announcement on, also where two come at once', async () => {
    const small = await world.organization({ plan: 'free' })
    const ask = () => small.owner.post('/files', { name: 'a', purpose: 'attachment', size: 190_000_000 })
    const answers = await Promise.all(Array.from({ length: 6 }, ask))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 201, 201, 409])
    expect((await small.owner.get('/plan')).body.limits).toContainEqual({
      limit: 'megabytes',
      allowed: 1_000,
      used: 950,
    })
  })

  test('under one key is one file', async () => {
    const ask = (size: number) =>
      owner.post('/files', { name: 'a', purpose: 'attachment', size }, { 'idempotency-key': 'a' })
    const [first, second] = [await ask(5), await ask(5)]
    expect(second.body).toEqual(first.body)
    expect(await ask(6)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  })

  test('and is not what arrived is refused at the end', async () => {
    const id = await announced(3)
    await putPart(owner, id, 0, Buffer.from('abc'))
    const key = { 'idempotency-key': 'b' }
    expect(await owner.post(`/files/${id}/completion`, { sha256: shaOf(Buffer.from('abd')) })).toMatchObject({
      status: 422,
      body: { code: 'file-differs' },
    })
    const completed = await owner.post(`/files/${id}/completion`, { sha256: shaOf(Buffer.from('abc')) }, key)
    expect(completed.status).toBe(200)
    const other = await owner.post(`/files/${id}/completion`, { sha256: shaOf(Buffer.from('x')) }, key)
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    // said twice, it is answered as it is
    expect((await owner.post(`/files/${id}/completion`, { sha256: shaOf(Buffer.from('abc')) })).status).toBe(200)
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\a<b>.pdf', 'ab.pdf'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['..', 'file'],
    ['Grüße (1).txt', 'Grüße (1).txt'],
  ])('as %j is called %j', async (name, safe) => {
    expect((await owner.post('/files', { name, purpose: 'attachment', size: 1 })).body.name).toBe(safe)
  })
})

describe('at rest', () => {
  test('nothing of a file or of its name is in clear', async () => {
    const id = await kept(large, 'canary-in-a-name.bin')
    for (const blob of blobs()) expect(readFileSync(blob).includes('canary')).toBe(false)
    expect(blobs().join()).not.toContain('canary')
    const { rows } = await organization.database.query(`select to_jsonb(f) as row from tenant.files f where id = $1`, [
      id,
    ])
    expect(JSON.stringify(rows)).not.toMatch(/canary|63616e617279/)
  })

  test('what is put in the place of something else does not open', async () => {
    const [one, two] = [await kept(Buffer.from('first one')), await kept(Buffer.from('secondone'))]
    const at = (id: string) => blobs().find((each) => each.includes(id)) as string
    renameSync(at(one), at(two))
    expect(await owner.get(`/files/${two}/content`)).toMatchObject({ status: 500, body: { code: 'unexpected' } })
  })
})

test('ranges of what is kept are the slices that they name', async () => {
  const id = await kept(large)
  await fc.assert(
    fc.asyncProperty(fc.nat(large.length - 1), fc.nat(200_000), async (first, more) => {
      const { status, content } = await download(id, `bytes=${first}-${first + more}`)
      expect(status).toBe(206)
      expect(content.equals(large.subarray(first, first + more + 1))).toBe(true)
    }),
    { numRuns: isDeep ? 1_000 : 60 },
  )
  const beyond = await download(id, `bytes=${large.length}-`)
  expect(beyond).toMatchObject({ status: 416, headers: { 'content-range': `bytes */${large.length}` } })
  const answer = await owner.call('GET', `/files/${id}/content`, { headers: { range: `bytes=${large.length}-` } })
  expect(answer.body).toMatchObject({ code: 'no-such-range' })
})

describe('a file', () => {
  test('is its sender’s alone until something uses it', async () => {
    const id = await kept(Buffer.from('mine'))
    const colleague = await organization.member('clinic-administrator')
    for (const [method, url] of [
      ['GET', `/files/${id}`],
      ['GET', `/files/${id}/content`],
      ['DELETE', `/files/${id}`],
    ] as const)
      expect((await colleague.call(method, url)).status).toBe(404)
    expect((await putPart(colleague, id, 0, Buffer.from('mine'))).status).toBe(404)
    expect((await owner.call('GET', `/files/${id}/content`)).body).toBe('mine')
    expect((await owner.delete(`/files/${id}`)).status).toBe(204)
    expect((await owner.get(`/files/${id}`)).status).toBe(404)
  })

  test('that is not whole is not read', async () => {
    const id = await announced(3)
    expect(await owner.get(`/files/${id}/content`)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  })
})

describe('a picture', () => {
  test('loses the place where it was taken and everything behind its end', async () => {
    const photo = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
      .withExif({ IFD0: { Copyright: 'canary' }, IFD3: { GPSLatitude: '52/1 30/1 0/1', GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer()
    expect(photo.includes('canary')).toBe(true)
    const id = await kept(Buffer.concat([photo, Buffer.from('<script>document.title="ran"</script>')]), 'a.html')
    const { content, headers } = await download(id)
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': expect.stringContaining('inline'),
    })
    const { exif, width, height } = await sharp(content).metadata()
    expect({ exif, width, height }).toEqual({ exif: undefined, width: 40, height: 30 })
    expect(content.includes('canary') || content.includes('script')).toBe(false)
    expect((await owner.get(`/files/${id}`)).body).toMatchObject({ size: content.length, sha256: shaOf(content) })
  })

  test('that would fill the memory is refused', async () => {
    const bomb = await sharp({
      create: { width: 9_000, height: 9_000, channels: 3, background: 'black' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    expect(bomb.length).toBeLessThan(3_000_000)
    const id = await announced(bomb.length)
    expect(await sendFile(owner, id, bomb)).toMatchObject({ status: 422, body: { code: 'not-a-picture' } })
  })

  test('of more bytes than are unpacked is refused once it is whole', async () => {
    const content = Buffer.concat([tinyPng, Buffer.alloc(pictureBytes)])
    const answer = await sendFile(owner, await announced(content.length), content)
    expect(answer).toMatchObject({ status: 413, body: { code: 'file-too-large', data: { limit: pictureBytes } } })
  })

  test('that is none is refused where a picture is needed, whatever it is called', async () => {
    for (const content of ['<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html>', 'GIF89a nothing']) {
      const id = await announced(content.length, 'logo.png', owner, 'logo')
      expect(await sendFile(owner, id, Buffer.from(content))).toMatchObject({
        status: 422,
        body: { code: 'not-a-picture' },
      })
    }
    const cut = tinyPng.subarray(0, 40)
    expect((await sendFile(owner, await announced(cut.length), cut)).status).toBe(422)
  })
})

test('what nobody uses is deleted after a day: rows, bytes, and what never arrived', async () => {
  const other = await world.organization()
  const [unused, pending] = [await kept(Buffer.from('unused'), 'a', other.owner), await announced(5, 'b', other.owner)]
  const fresh = await kept(Buffer.from('fresh'), 'c', other.owner)
  await other.database.query(
    `insert into tenant.file_parts (organization_id, id, file_id, number) values ($1, gen_random_uuid(), $2, 0)`,
    [other.id, pending],
  )
  for (const [table, column] of [
    ['files', 'id'],
    ['file_parts', 'file_id'],
  ])
    await other.database.query(
      `update tenant.${table} set created_at = now() - interval '25 hours' where ${column} = any ($1::uuid[])`,
      [[unused, pending]],
    )
  await world.application.workers!.drain()
  const { rows } = await other.database.query(
    `select (select array_agg(id) from tenant.files where organization_id = $1) as files,
       (select array_agg(file_id) from tenant.file_parts where organization_id = $1) as parts`,
    [other.id],
  )
  expect(rows).toEqual([{ files: [fresh], parts: [fresh] }])
  expect(blobs(other)).toHaveLength(1)
})
