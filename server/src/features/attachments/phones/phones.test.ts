import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import sharp from 'sharp'
import { newId } from '../../../kit/db/ids.ts'
import { tinyPng } from '../../../testing/files.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let patient: string

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  patient = await added()
})
afterAll(() => world?.close())

const added = async (): Promise<string> =>
  (await org.owner.post('/patients', { kind: 'human', givenName: 'Nils', familyName: 'Krause' })).body.id
const shown = async () =>
  (await org.owner.post(`/patients/${patient}/phone-links`, {})).body as { id: string; token: string }
const below = (path: string, slug = org.slug) => `/api/v1/organizations/${slug}${path}`
const open = (token: string, slug?: string) =>
  world.anybody.call('POST', below(`/phones/${token}/opening`, slug), { body: {} })
const opened = async () => (await open((await shown()).token)).body as { session: string }
const send = (session: string, payload: Uint8Array = tinyPng, picture: string = newId()) =>
  world.anybody.call('PUT', below(`/phone-sessions/${session}/pictures/${picture}`), {
    payload,
    headers: { 'content-type': 'application/octet-stream' },
  })
const listed = async () =>
  (await org.owner.get(`/patients/${patient}/documents?limit=200`)).body.items as { id: string }[]
const over = { status: 404, body: { code: 'not-found' } }

describe('a phone', () => {
  test('opens its link once, sees initials alone, and what it sends lies in the chart under the name of who showed it', async () => {
    const link = await shown()
    const answer = await open(link.token)
    expect(answer).toMatchObject({ status: 201, body: { initials: 'N K', left: 30 } })
    expect(JSON.stringify(answer.body)).not.toMatch(/Nils|Krause/)
    expect(await open(link.token)).toMatchObject(over)
    const picture = newId()
    expect(await send(answer.body.session, tinyPng, picture)).toMatchObject({
      status: 200,
      body: { picture, left: 29 },
    })
    expect((await listed()).find(({ id }) => id === picture)).toMatchObject({
      kind: 'picture',
      source: 'phone',
      recordedBy: org.owner.accountId,
    })
    expect((await org.owner.get(`/documents/${picture}/content`)).status).toBe(200)
  })

  test('sends a picture that got no answer again, and it is one', async () => {
    const { session } = await opened()
    const picture = newId()
    await send(session, tinyPng, picture)
    expect(await send(session, tinyPng, picture)).toMatchObject({ status: 200, body: { left: 29 } })
    expect((await listed()).filter(({ id }) => id === picture)).toHaveLength(1)
  })

  test('sends the same picture twice at once, and it is one, in one place', async () => {
    const { session } = await opened()
    const picture = newId()
    const answers = await Promise.all(Array.from({ length: 4 }, () => send(session, tinyPng, picture)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await listed()).filter(({ id }) => id === picture)).toHaveLength(1)
    expect(await send(session)).toMatchObject({ status: 200, body: { left: 28 } })
    const { rows } = await world.owner.query(`
      select f.id from tenant.files f where f.state <> 'deleted' and not exists (
        select from tenant.document_references d where d.file_id = f.id)`)
    expect(rows).toEqual([])
  })

  test('is refused a name that another document has, and has its place back', async () => {
    const [first, second] = [await opened(), await opened()]
    const picture = newId()
    expect((await send(first.session, tinyPng, picture)).status).toBe(200)
    expect(await send(second.session, tinyPng, picture)).toMatchObject({
      status: 409,
      body: { code: 'already-exists' },
    })
    expect(await send(second.session)).toMatchObject({ status: 200, body: { left: 29 } })
    expect((await listed()).filter(({ id }) => id === picture)).toHaveLength(1)
  })

  test('leaves the place where a picture was taken behind', async () => {
    const { session } = await opened()
    const withPlace = await sharp(tinyPng)
      .jpeg()
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 31/1 0/1' } })
      .toBuffer()
    expect((await sharp(withPlace).metadata()).exif).toBeDefined()
    const picture = newId()
    expect((await send(session, withPlace, picture)).status).toBe(200)
    const content = await org.owner.get(`/documents/${picture}/content`)
    expect(Number(content.headers['content-length'])).toBeLessThan(withPlace.length)
  })

  test('sends pictures and nothing else, thirty at most', async () => {
    const { session } = await opened()
    for (const content of [Buffer.from('%PDF-1.7\n'), Buffer.from('GIF89a<script>')])
      expect(await send(session, content)).toMatchObject({ status: 422, body: { code: 'not-a-picture' } })
    const answers = []
    for (let nth = 0; nth < 31; nth++) answers.push(await send(session))
    expect(answers.map(({ status }) => status)).toEqual([...Array.from({ length: 30 }, () => 200), 409])
    expect(answers.at(-1)).toMatchObject({ body: { code: 'wrong-state', data: { state: 'full' } } })
  })

  test('sends no more where many come at once, and nothing of what is too many is received', async () => {
    const { session } = await opened()
    const filesNow = async () => (await world.owner.query('select count(*)::int as n from tenant.files')).rows[0].n
    await world.owner.query('update tenant.phone_links set pictures = 29')
    const before = await filesNow()
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(session)))
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 409, 409, 409, 409, 409,
    ])
    expect(await filesNow()).toBe(before + 1)
  })

  test('has its place back where a picture is refused, also after the link was closed meanwhile', async () => {
    const link = await shown()
    const { session } = (await open(link.token)).body
    expect(await send(session, Buffer.from('%PDF-1.7\n'))).toMatchObject({ status: 422 })
    const holder = await world.owner.connect()
    await holder.query('begin')
    await holder.query('lock table tenant.files in share mode')
    const sending = send(session)
    const awaited = () => holder.query('select count(*)::int as n from pg_locks where not granted')
    await expect.poll(async () => (await awaited()).rows[0].n).toBeGreaterThan(0)
    expect((await org.owner.call('DELETE', `/phone-links/${link.id}`)).status).toBe(204)
    await holder.query('commit')
    holder.release()
    expect(await sending).toMatchObject(over)
    const { rows } = await world.owner.query(
      `select l.pictures, (select f.state from tenant.files f order by f.created_at desc limit 1) as file
       from tenant.phone_links l where l.id = $1`,
      [link.id],
    )
    expect(rows).toEqual([{ pictures: 0, file: 'deleted' }])
  })
})

describe('a link', () => {
  test('that ended or expired, opened or not, is like one that never was', async () => {
    const [unopened, used] = [await shown(), await shown()]
    const { session } = (await open(used.token)).body
    for (const { id } of [unopened, used])
      expect((await org.owner.call('DELETE', `/phone-links/${id}`)).status).toBe(204)
    expect(await open(unopened.token)).toMatchObject(over)
    expect(await send(session)).toMatchObject(over)
    const [late, lateToo] = [await shown(), await opened()]
    await world.owner.query(`update tenant.phone_links set expires_at = now() - interval '1 second'`)
    expect(await open(late.token)).toMatchObject(over)
    expect(await send(lateToo.session)).toMatchObject(over)
  })

  test('is forgotten a day after it was over, and what came by it stays', async () => {
    await world.owner.query('delete from tenant.phone_links')
    const [old, young] = [await opened(), await shown()]
    const picture = newId()
    await send(old.session, tinyPng, picture)
    const next = async () =>
      (await world.owner.query(`select tenant.next_old_phone_link_at() <= now() as "isDue"`)).rows as object[]
    expect(await next()).toEqual([{ isDue: false }])
    await world.owner.query(
      `update tenant.phone_links set expires_at = now() - interval '25 hours' where opened_at is not null`,
    )
    expect(await next()).toEqual([{ isDue: true }])
    const { rows } = await world.owner.query('select tenant.forget_phone_links(500) as gone')
    expect(rows).toEqual([{ gone: 1 }])
    expect((await world.owner.query('select id from tenant.phone_links')).rows).toEqual([{ id: young.id }])
    expect(await listed()).toContainEqual(expect.objectContaining({ id: picture, source: 'phone' }))
  })

  test('proves one power, in one organization', async () => {
    const link = await shown()
    const other = await world.organization()
    expect(await open(link.token, other.slug)).toMatchObject(over)
    expect(await send(link.token)).toMatchObject(over)
    const { session } = (await open(link.token)).body
    expect(await open(session)).toMatchObject(over)
    expect(await send('A'.repeat(43))).toMatchObject(over)
  })

  test('lies nowhere, opens nothing else, and is shown by whoever writes charts', async () => {
    const link = await shown()
    const { rows } = await world.owner.query('select to_jsonb(l)::text as row from tenant.phone_links l')
    expect(JSON.stringify(rows)).not.toContain(link.token)
    const { session } = (await open(link.token)).body
    for (const token of [link.token, session])
      expect((await world.bearer(token, org.slug).get(`/patients/${patient}/documents`)).status).toBe(401)
    const desk = await org.member('receptionist')
    expect((await desk.post(`/patients/${patient}/phone-links`, {})).status).toBe(403)
    expect((await org.owner.post(`/patients/${newId()}/phone-links`, {})).status).toBe(404)
    expect((await org.owner.call('DELETE', `/phone-links/${newId()}`)).status).toBe(404)
    const once = (to: string) =>
      org.owner.call('POST', `/patients/${to}/phone-links`, { body: {}, headers: { 'idempotency-key': 'qr' } })
    expect((await once(patient)).body).toEqual((await once(patient)).body)
    expect(await once(newId())).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  })
})
