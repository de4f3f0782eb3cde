import { readdirSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { roundTripsOf } from '../../../testing/round-trips.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { files, pictures } from '../../files/public.ts'
import { linkAccount } from '../links/actions.ts'
import { addPatients } from '../patients/actions.ts'
import { patientPicture } from './queries.ts'

let world: World
let organization: TestOrganization
let owner: Person
let patientId: string

beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => {
  organization = await world.organization()
  owner = organization.owner
  patientId = await added('Ada')
})
afterAll(() => world.close())

const added = async (givenName: string, more: object = {}): Promise<string> =>
  (await owner.post('/patients', { kind: 'human', givenName, ...more })).body.id

const portrait = (as = owner, content: Uint8Array = tinyPng) => sentFile(as, content, 'portrait')

const set = (fileId: string, as = owner, of = patientId) => as.put(`/patients/${of}/picture`, { fileId })

async function shown(as = owner, of = patientId): Promise<string> {
  const fileId = await portrait(as)
  expect(await set(fileId, as, of)).toMatchObject({ status: 200, body: { fileId } })
  return fileId
}

const bytesOf = async (url: string, headers = {}) => {
  const answer = await world.application.http!.inject({
    url: `/api/v1/organizations/${organization.slug}${url}`,
    headers: { authorization: `Bearer ${owner.token}`, ...headers },
  })
  return { status: answer.statusCode, content: answer.rawPayload, headers: answer.headers }
}

const statesOf = async (ids: string[]) =>
  (
    await organization.database.query<{ state: string }>(
      `select coalesce(f.state, 'gone') || case when s.file_id is null then '' else ', small' end as state
       from unnest($1::uuid[]) with ordinality i (id, at)
       left join tenant.files f on f.id = i.id left join tenant.file_previews s on s.file_id = i.id order by i.at`,
      [ids],
    )
  ).rows.map(({ state }) => state)

test('a photo becomes a square in two sizes, upright and without the place where it was taken', async () => {
  // its left half is red; turned as its camera says, that is the upper one
  const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: 'blue' } })
    .composite([{ input: { create: { width: 300, height: 400, channels: 3, background: 'red' } }, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .withExifMerge({ IFD3: { GPSLatitude: '52/1 30/1 0/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer()
  const fileId = await portrait(owner, photo)
  await set(fileId)
  const large = await bytesOf(`/patients/${patientId}/picture`)
  expect(large.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, no-cache',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  const { items } = (await owner.get(`/patient-pictures?ids=${patientId}`)).body
  expect(items).toEqual([{ id: patientId, fileId, content: expect.any(String) }])
  for (const [content, side] of [
    [large.content, 256],
    [Buffer.from(items[0].content, 'base64'), 64],
  ] as const) {
    const { width, height, format, exif, orientation } = await sharp(content).metadata()
    expect({ width, height, format, exif, orientation }).toEqual({ width: side, height: side, format: 'webp' })
    const top = await sharp(content)
      .extract({ left: 0, top: 0, width: side, height: side / 4 })
      .toBuffer()
    const { channels } = await sharp(top).stats()
    expect(channels[0]!.mean).toBeGreaterThan(200)
  }
  const again = await bytesOf(`/patients/${patientId}/picture`, { 'if-none-match': large.headers.etag })
  expect(again).toMatchObject({ status: 304, content: Buffer.alloc(0) })
  const beyond = await owner.call('GET', `/patients/${patientId}/picture`, { headers: { range: 'bytes=999999-' } })
  expect(beyond).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
})

test('lists, pages and searches say which picture there is, and nothing once it was taken away', async () => {
  expect((await owner.get(`/patients/${patientId}`)).body.pictureId).toBeUndefined()
  const fileId = await shown()
  const listed = async () => (await owner.get('/patients?search=Ada')).body.items[0].pictureId
  expect([await listed(), (await owner.get(`/patients/${patientId}`)).body.pictureId]).toEqual([fileId, fileId])
  expect((await owner.delete(`/patients/${patientId}/picture`)).status).toBe(204)
  expect((await owner.delete(`/patients/${patientId}/picture`)).status).toBe(204)
  expect(await listed()).toBeUndefined()
  expect((await owner.get(`/patients/${patientId}/picture`)).status).toBe(404)
  expect((await owner.get(`/patient-pictures?ids=${patientId}`)).body.items).toEqual([])
})

test('of a picture that is replaced or removed no byte stays', async () => {
  const first = await shown()
  const second = await shown()
  await world.application.workers!.drain()
  expect(await statesOf([first, second])).toEqual(['gone', 'kept, small'])
  await owner.delete(`/patients/${patientId}/picture`)
  await world.application.workers!.drain()
  expect(await statesOf([second])).toEqual(['gone'])
  const folder = path.join(world.application.platform.config.dataDir, 'files', organization.id)
  const lying = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  expect(lying).toEqual([])
})

test('of three that are set at one moment one stays and the others are deleted', async () => {
  const pictures = await Promise.all([portrait(), portrait(), portrait()])
  const answers = await Promise.all(pictures.map((fileId) => set(fileId)))
  expect(answers.map(({ body }) => Number(body.version)).toSorted((a, b) => a - b)).toEqual([1, 2, 3])
  await world.application.workers!.drain()
  expect((await statesOf(pictures)).toSorted()).toEqual(['gone', 'gone', 'kept, small'])
  const { pictureId } = (await owner.get(`/patients/${patientId}`)).body
  expect(await statesOf([pictureId])).toEqual(['kept, small'])
})

test('a version that somebody else has overtaken is refused, and its file stays its sender’s', async () => {
  await shown()
  const { body } = await set(await portrait())
  await set(await portrait())
  const late = await portrait()
  const refused = await owner.put(`/patients/${patientId}/picture`, { fileId: late }, body.version)
  expect(refused).toMatchObject({ status: 412, body: { code: 'stale' } })
  expect((await owner.delete(`/files/${late}`)).status).toBe(204)
})

test('only a portrait of the caller’s own becomes a picture, and one of one patient', async () => {
  const colleague = await organization.member('receptionist')
  const stranger = await world.organization()
  const used = await shown()
  const other = await added('Ben')
  for (const fileId of [
    used,
    await portrait(colleague),
    await portrait(stranger.owner),
    await sentFile(owner, tinyPng, 'logo'),
    (await owner.post('/files', { name: 'a', purpose: 'portrait', size: 3 })).body.id,
  ])
    expect(await set(fileId, owner, other)).toMatchObject({
      status: 400,
      body: { data: { issues: [{ path: ['body', 'fileId'], code: 'unknown' }] } },
    })
  expect((await owner.get(`/patients/${other}`)).body.pictureId).toBeUndefined()
})

describe('who may not see a patient', () => {
  test('finds no picture either, however it is asked for, and sets none', async () => {
    const [here, elsewhere] = [
      (await owner.post('/clinics', { name: 'Here', timeZone: 'Europe/Berlin' })).body.id,
      (await owner.post('/clinics', { name: 'There', timeZone: 'Europe/Berlin' })).body.id,
    ]
    const [near, far] = [await added('Near', { homeClinicId: here }), await added('Far', { homeClinicId: elsewhere })]
    const [nearPicture] = [await shown(owner, near), await shown(owner, far)]
    const nurse = await organization.member('nurse', { clinicIds: [here] })
    const theirs = await world.organization()
    const unknown = '00000000-0000-7000-8000-00000000dead'
    const fileId = await portrait(nurse)
    for (const [person, id] of [
      [nurse, far],
      [nurse, unknown],
      [theirs.owner, near],
    ] as const) {
      expect((await person.get(`/patients/${id}/picture`)).status).toBe(404)
      expect((await person.get(`/patient-pictures?ids=${id}`)).body.items).toEqual([])
      expect((await person.put(`/patients/${id}/picture`, { fileId })).status).toBe(404)
      expect((await person.delete(`/patients/${id}/picture`)).status).toBe(404)
    }
    const { items } = (await nurse.get(`/patient-pictures?ids=${near},${far}`)).body
    expect(items).toMatchObject([{ id: near, fileId: nearPicture }])
    const staff = await organization.member('staff')
    expect((await staff.get(`/patients/${near}/picture`)).status).toBe(403)
  })

  test('from outside sees the picture of whom it is linked to, while it is, and no other', async () => {
    const other = await added('Ben')
    await shown()
    await shown(owner, other)
    const account = await world.account()
    await organization.inTenant((tx) => linkAccount(tx, account.accountId, [{ patientId, relation: 'self' }]))
    const own = (id: string, from = organization) =>
      account.get(`/api/v1/organizations/${from.slug}/own-patients/${id}/picture`)
    expect(await own(patientId)).toMatchObject({ status: 200, headers: { 'content-type': 'image/webp' } })
    const address = `/api/v1/organizations/${organization.slug}/own-patients/${patientId}/picture`
    const beyond = await account.call('GET', address, { headers: { range: 'bytes=999999-' } })
    expect(beyond).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
    expect((await own(other)).status).toBe(404)
    expect((await own(patientId, await world.organization())).status).toBe(404)
    expect((await account.get(`/api/v1/organizations/${organization.slug}/patients/${patientId}/picture`)).status).toBe(
      404,
    )
    await organization.database.query('update tenant.patient_accounts set ended_at = now() where account_id = $1', [
      account.accountId,
    ])
    expect((await own(patientId)).status).toBe(404)
  })
})

test('it is audited by ids alone, and lies sealed', async () => {
  const fileId = await shown()
  const { items } = (await owner.get(`/patient-pictures?ids=${patientId}`)).body
  const { rows } = await organization.database.query<{ after: object }>(
    `select subject, action, patient_id, after from tenant.audit_events where organization_id = $1 and subject = 'patient_pictures'`,
    [organization.id],
  )
  expect(rows).toEqual([
    {
      subject: 'patient_pictures',
      action: 'create',
      patient_id: patientId,
      after: { organization_id: organization.id, patient_id: patientId, file_id: fileId },
    },
  ])
  const everything = await organization.database.query<{ text: string }>(
    `select to_jsonb(s)::text as text from tenant.file_previews s where organization_id = $1`,
    [organization.id],
  )
  const clear = [items[0].content, Buffer.from(items[0].content).toString('hex')].map((each: string) =>
    each.slice(0, 40),
  )
  for (const { text } of everything.rows) for (const each of clear) expect(text).not.toContain(each)
})

test('a page of fifty patients and their pictures asks the database no more often than a page of one', async () => {
  // without workers, which ask for work of their own
  const quiet = await createWorld({}, { hasWorker: false })
  try {
    const place = await quiet.organization()
    const ids = await place.inTenant(async (tx) => {
      const all = Array.from({ length: 50 }, (_, at) => ({ kind: 'human' as const, givenName: `Patient ${at}` }))
      const made = await addPatients(tx, all)
      const picture = { name: 'a', purpose: 'portrait', type: 'image/webp', content: tinyPng, small: tinyPng } as const
      for (const id of made)
        await pictures.addPicture(
          tx,
          patientPicture,
          id,
          await files.putFile(tx, quiet.application.platform.blobs, picture),
        )
      return made
    })
    const page = async (limit: number) => {
      const { items } = (await place.owner.get(`/patients?limit=${limit}`)).body
      expect(items.filter(({ pictureId }: { pictureId?: string }) => pictureId)).toHaveLength(limit)
      const asked = items.map(({ id }: { id: string }) => id).join(',')
      expect((await place.owner.get(`/patient-pictures?ids=${asked}`)).body.items).toHaveLength(limit)
    }
    await page(1)
    const pool = quiet.application.platform.databases.control
    const trips = (limit: number) => roundTripsOf(pool, () => page(limit))
    // each request is one statement; now and then somebody is asked once more who may enter
    const fewest = async (limit: number) => Math.min(await trips(limit), await trips(limit), await trips(limit))
    expect({ one: await fewest(1), fifty: await fewest(50) }).toEqual({ one: 2, fifty: 2 })
    expect((await place.owner.get(`/patient-pictures?ids=${[...ids, ...ids, ids[0]].join(',')}`)).status).toBe(400)
  } finally {
    await quiet.close()
  }
})
