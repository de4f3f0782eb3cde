import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { sentFile, shaOf, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { attachments } from '../public.ts'

let world: World
let org: TestOrganization
let patient: string

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  patient = await added()
})
afterAll(() => world?.close())

const added = async (more: object = {}, by: Person = org.owner): Promise<string> =>
  (await by.post('/patients', { kind: 'human', givenName: 'Nils', ...more })).body.id as string
const sent = (content: Uint8Array = tinyPng, name = 'wound.png', by: Person = org.owner) =>
  sentFile(by, content, 'attachment', name)
const file = async (body: object = {}, to = patient, by: Person = org.owner) =>
  by.post(`/patients/${to}/documents`, { fileId: await sent(undefined, undefined, by), ...body })
const change = (one: { id: string; version: number }, body: object, by: Person = org.owner) =>
  by.call('PATCH', `/documents/${one.id}`, { body, headers: { 'if-match': `"${one.version}"` } })
const assign = (one: { id: string; version: number }, patientId: string | null, by: Person = org.owner) =>
  by.call('PUT', `/documents/${one.id}/patient`, {
    body: { patientId },
    headers: { 'if-match': `"${one.version}"` },
  })
const listed = async (of = patient, query = '', by: Person = org.owner) =>
  (await by.get(`/patients/${of}/documents${query}`)).body.items as { id: string; title: string; version: number }[]
const waiting = async (by: Person = org.owner) =>
  (await by.get('/inbox-documents')).body.items as { id: string; version: number }[]
const readsOf = async (of: string) =>
  (
    await world.owner.query(
      `select account_id, subject from tenant.audit_events where patient_id = $1 and action = 'read'`,
      [of],
    )
  ).rows as object[]
const locksAwaited = async () =>
  (await world.owner.query(`select count(*)::int as n from pg_locks where not granted`)).rows[0].n as number

describe('a document', () => {
  test('is filed with what is told of it, read again, changed, and nothing of its words lies in clear', async () => {
    const told = { title: 'Heel, day 3', takenOn: '2026-03-02', tags: ['wound'], bodySide: 'left', note: 'dry edges' }
    const filed = await file(told)
    expect(filed).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: { ...told, patientId: patient, kind: 'picture', type: 'image/png', status: 'current', source: 'desk' },
    })
    expect(Buffer.from(filed.body.preview, 'base64').subarray(8, 12).toString()).toBe('WEBP')
    const named = await file()
    expect(named.body).toMatchObject({ title: 'wound.png', tags: [] })
    expect(await listed()).toEqual([named.body, filed.body])
    const changed = await change(filed.body, { title: 'Heel', note: null, tags: ['wound', 'left foot'] })
    expect(changed.body).toMatchObject({ title: 'Heel', tags: ['wound', 'left foot'], bodySide: 'left', version: 2 })
    expect(changed.body.note).toBeUndefined()
    expect(await change(filed.body, { title: 'late' })).toMatchObject({ status: 412, body: { code: 'stale' } })
    expect((await org.owner.get('/document-tags')).body.items).toEqual(['wound', 'left foot'].toSorted())
    const { rows } = await world.owner.query('select to_jsonb(d)::text as row from tenant.document_references d')
    expect(JSON.stringify(rows)).not.toMatch(/Heel|dry edges|wound\.png/)
  })

  test('is listed page by page, by kind, tag and status, and restored from having been an error', async () => {
    const to = await added()
    const made = []
    for (const tags of [['a'], ['b'], ['a']]) made.push((await file({ tags }, to)).body)
    const { body } = await org.owner.get(`/patients/${to}/documents?limit=2`)
    expect(body.items).toHaveLength(2)
    const next = await org.owner.get(`/patients/${to}/documents?limit=2&cursor=${body.nextCursor}`)
    expect([...body.items, ...next.body.items].map(({ id }) => id)).toEqual(made.map(({ id }) => id).toReversed())
    expect(await listed(to, '?tag=a')).toHaveLength(2)
    expect(await listed(to, '?kind=pdf')).toEqual([])
    const wrong = (await change(made[0], { status: 'entered-in-error' })).body
    expect(await listed(to, '?status=current')).toHaveLength(2)
    expect(await listed(to)).toHaveLength(3)
    expect((await change(wrong, { status: 'current' })).body.status).toBe('current')
  })

  test('is filed once under one key, once for each file, and never with somebody else’s', async () => {
    const fileId = await sent()
    const send = (id: string) =>
      org.owner.call('POST', `/patients/${patient}/documents`, {
        body: { fileId: id },
        headers: { 'idempotency-key': 'doc' },
      })
    expect((await send(fileId)).body).toEqual((await send(fileId)).body)
    expect(await send(newId())).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    const nurse = await org.member('nurse')
    for (const [id, by] of [
      [fileId, org.owner],
      [await sent(), nurse],
      [newId(), org.owner],
    ] as const)
      expect(await by.post(`/patients/${patient}/documents`, { fileId: id })).toMatchObject({
        status: 400,
        body: { data: { issues: [{ path: ['body', 'fileId'], code: 'unknown' }] } },
      })
    const future = await file({ takenOn: '2199-01-01' })
    expect(future).toMatchObject({ status: 400, body: { data: { issues: [{ code: 'future' }] } } })
  })

  test('that nobody filed is gone after a day, bytes and all; one that is filed stays', async () => {
    const [lost, kept] = [await sent(), (await file()).body]
    await world.owner.query(`update tenant.files set created_at = now() - interval '2 days'`)
    await world.application.workers?.drain()
    const { rows } = await world.owner.query('select id from tenant.files where id = $1', [lost])
    expect(rows).toEqual([])
    expect((await org.owner.get(`/documents/${kept.id}/content`)).status).toBe(200)
  })
})

describe('its content', () => {
  test('is shown where it is a picture, and each reading is recorded', async () => {
    const to = await added()
    const { id } = (await file({}, to)).body
    const nurse = await org.member('nurse')
    const read = await nurse.get(`/documents/${id}/content`)
    expect(read).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
    expect(await readsOf(to)).toEqual([{ account_id: nurse.accountId, subject: 'document_references' }])
  })

  test('is read through the document alone once it is filed, by whoever sent it, too', async () => {
    const fileId = await sent()
    expect((await org.owner.get(`/files/${fileId}/content`)).status).toBe(200)
    const { body } = await org.owner.post(`/patients/${patient}/documents`, { fileId })
    expect(await org.owner.get(`/files/${fileId}/content`)).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect((await org.owner.get(`/documents/${body.id}/content`)).status).toBe(200)
  })

  test('that is a picture and a page at once is kept as a file, never shown, in a box that runs nothing', async () => {
    const polyglot = Buffer.concat([Buffer.from('GIF89a/*'), Buffer.from('*/=1;alert(1)//<script>alert(1)</script>')])
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(64)])
    for (const content of [polyglot, zip, Buffer.from('%PDF-1.7\n<script>alert(1)</script>')]) {
      const { body } = await org.owner.post(`/patients/${patient}/documents`, {
        fileId: await sent(content, 'x.html'),
      })
      const { headers } = await org.owner.get(`/documents/${body.id}/content`)
      expect(headers).toMatchObject({
        'content-type': 'application/octet-stream',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining('sandbox'),
        'content-disposition': expect.stringMatching(/^attachment/),
      })
    }
  })

  test('of a film is answered by ranges, under its own type', async () => {
    const head = Buffer.from('00000020667479706973666d0000020069736f6d69736f32617663316d703431', 'hex')
    const film = Buffer.concat([head, Buffer.alloc(5_000_000, 7)])
    const { body } = await org.owner.post(`/patients/${patient}/documents`, { fileId: await sent(film, 'gait.mp4') })
    expect(body).toMatchObject({ kind: 'video', type: 'video/mp4', size: film.length })
    const part = await org.owner.call('GET', `/documents/${body.id}/content`, {
      headers: { range: 'bytes=4194300-4194309' },
    })
    expect(part).toMatchObject({
      status: 206,
      headers: { 'content-type': 'video/mp4', 'content-range': `bytes 4194300-4194309/${film.length}` },
    })
    const beyond = await org.owner.call('GET', `/documents/${body.id}/content`, {
      headers: { range: `bytes=${film.length}-` },
    })
    expect(beyond).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
    expect(shaOf(film)).toHaveLength(64)
  })

  test('that the scanner has not seen yet waits', async () => {
    const { id } = (await file()).body
    await world.owner.query(
      `update tenant.files f set state = 'held' from tenant.document_references d where d.file_id = f.id and d.id = $1`,
      [id],
    )
    expect(await org.owner.get(`/documents/${id}/content`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', data: { state: 'held' } },
    })
    expect((await listed()).find((one) => one.id === id)).toMatchObject({ isHeld: true })
  })

  test('is announced to whoever looks at the chart once the scanner lets it through', async () => {
    const to = await added()
    const { id } = (await file({}, to)).body
    const announced = async () =>
      (
        await world.owner.query(
          `select count(*)::int as n from tenant.events where name = 'document.changed' and payload ->> 'patientId' = $1`,
          [to],
        )
      ).rows[0].n as number
    expect(await announced()).toBe(1)
    await world.owner.query(
      `update tenant.files f set state = 'held' from tenant.document_references d where d.file_id = f.id and d.id = $1`,
      [id],
    )
    await world.application.workers?.drain()
    expect(await announced()).toBe(2)
    expect(await listed(to)).toMatchObject([{ isHeld: false }])
  })
})

describe('what belongs to nobody yet', () => {
  test('waits in the inbox, is filed, and put back', async () => {
    const { body } = await org.owner.post('/inbox-documents', { fileId: await sent(), title: 'Letter' })
    expect(body.patientId).toBeUndefined()
    expect(await waiting()).toEqual([body])
    expect((await org.owner.get(`/documents/${body.id}/content`)).status).toBe(200)
    const to = await added()
    const filed = (await assign(body, to)).body
    expect(filed).toMatchObject({ patientId: to, version: 2 })
    expect(await waiting()).toEqual([])
    expect(await listed(to)).toMatchObject([{ title: 'Letter' }])
    expect(await assign(body, null)).toMatchObject({ status: 412 })
    expect((await assign(filed, null)).status).toBe(200)
    expect(await waiting()).toHaveLength(1)
    expect(await assign({ ...filed, version: 3 }, newId())).toMatchObject({
      status: 400,
      body: { data: { issues: [{ path: ['body', 'patientId'], code: 'unknown' }] } },
    })
    const once = { body: { fileId: await sent() }, headers: { 'idempotency-key': 'scan' } }
    expect((await org.owner.call('POST', '/inbox-documents', once)).status).toBe(201)
    const other = { ...once, body: { fileId: newId() } }
    expect(await org.owner.call('POST', '/inbox-documents', other)).toMatchObject({ body: { code: 'key-reused' } })
  })

  test('stays where it is when the patient is merged at the same moment', async () => {
    const { body } = await org.owner.post('/inbox-documents', { fileId: await sent() })
    const [to, kept] = [await added(), await added()]
    let filing: ReturnType<typeof assign> | undefined
    await org.inTenant(async (tx) => {
      await tx.run(sql`select from tenant.patients where organization_id = ${org.id} and id = ${to} for update`)
      filing = assign(body, to)
      await expect.poll(locksAwaited).toBeGreaterThan(0)
      await tx.run(sql`
        update tenant.patients set merged_into = ${kept}, archived_at = now() where organization_id = ${org.id} and id = ${to}`)
    })
    expect(await filing).toMatchObject({
      status: 400,
      body: { data: { issues: [{ path: ['body', 'patientId'], code: 'unknown' }] } },
    })
    expect(await waiting()).toContainEqual(body)
  })

  test('is seen by whoever files for all clinics; others see what they put there', async () => {
    const { body } = await org.owner.post('/inbox-documents', { fileId: await sent() })
    const clinicIds = [(await org.owner.post('/clinics', { name: 'Near', timeZone: 'Europe/Berlin' })).body.id]
    const elsewhere = (await org.owner.post('/clinics', { name: 'Far', timeZone: 'Europe/Berlin' })).body.id as string
    const nurse = await org.member('nurse', { clinicIds })
    const desk = await org.member('receptionist')
    expect(await waiting(nurse)).toEqual([])
    await change(body, { tags: ['waiting'] })
    const far = await file({ tags: ['far away'] }, await added({ homeClinicId: elsewhere }))
    expect(far.status).toBe(201)
    await file({ tags: ['near by'] }, await added({ homeClinicId: clinicIds[0] }))
    const tagsFor = async (by: Person) => (await by.get('/document-tags')).body.items as string[]
    expect(await tagsFor(nurse)).toEqual(['near by'])
    expect(await tagsFor(org.owner)).toEqual(expect.arrayContaining(['far away', 'near by', 'waiting']))
    expect((await nurse.get(`/documents/${body.id}/content`)).status).toBe(404)
    expect((await assign(body, patient, nurse)).status).toBe(404)
    const own = await nurse.post('/inbox-documents', { fileId: await sent(undefined, undefined, nurse) })
    expect(await waiting(nurse)).toEqual([own.body])
    expect((await desk.get('/inbox-documents')).status).toBe(403)
  })
})

test('another organization’s documents look exactly like those that do not exist', async () => {
  const other = await world.organization()
  const theirs = (await file({}, await added({}, other.owner), other.owner)).body
  const seen = ({ status, body }: { status: number; body: { requestId?: string } }) => ({
    status,
    body: { ...body, requestId: '' },
  })
  const none = { id: newId(), version: 1 }
  for (const [one, another] of [
    [await org.owner.get(`/documents/${theirs.id}/content`), await org.owner.get(`/documents/${none.id}/content`)],
    [await change(theirs, { title: 'x' }), await change(none, { title: 'x' })],
    [await assign(theirs, patient), await assign(none, patient)],
  ] as const) {
    expect(one.status).toBe(404)
    expect(seen(one)).toEqual(seen(another))
  }
  const mine = (await file()).body
  expect((await assign(mine, theirs.patientId)).status).toBe(400)
})

test('all of a patient’s files are named to whoever takes them along', async () => {
  const to = await added()
  const { id } = (await file({}, to)).body
  expect(await org.inTenant((tx) => attachments.listFiles(tx, to))).toMatchObject([{ id }])
})
