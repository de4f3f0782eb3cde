import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sendFile, tinyPng } from '../../../testing/files.ts'
import { brandChanged } from '../events.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
let owner: Person

beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => {
  organization = await world.organization()
  owner = organization.owner
})
afterAll(() => world.close())

async function picture(as = owner, content: Uint8Array = tinyPng): Promise<string> {
  const { body } = await as.post('/files', { name: 'logo.png', purpose: 'logo', size: content.length })
  await sendFile(as, body.id as string, content)
  return body.id as string
}

const shownTo = async (person: Person): Promise<string | null> =>
  (await person.get('/api/v1/me')).body.memberships[0].organization.logoFileId

const statesOf = async (ids: string[]) =>
  (
    await organization.database.query<{ state: string }>(
      `select coalesce(f.state, 'gone') as state from unnest($1::uuid[]) with ordinality i (id, at)
        left join tenant.files f on f.id = i.id order by i.at`,
      [ids],
    )
  ).rows.map(({ state }) => state)

test('a logo is shown to every member, and the one before it is deleted', async () => {
  expect(await owner.get('/logo')).toMatchObject({ status: 404, body: { code: 'not-found' } })
  const first = await picture()
  expect(await owner.put('/logo', { fileId: first })).toMatchObject({ status: 200, body: { fileId: first } })
  const second = await picture()
  expect((await owner.put('/logo', { fileId: second })).status).toBe(200)
  const staff = await organization.member('staff')
  const read = await staff.get('/logo')
  expect(read).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } })
  const beyond = await staff.call('GET', '/logo', { headers: { range: 'bytes=999999-' } })
  expect(beyond).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
  expect(await shownTo(staff)).toBe(second)
  await world.application.workers!.drain()
  expect(await statesOf([first, second])).toEqual(['gone', 'kept'])
  expect((await owner.delete(`/files/${second}`)).body).toMatchObject({ code: 'in-use' })
})

test('a removed logo is gone for everybody, with its bytes', async () => {
  const id = await picture()
  await owner.put('/logo', { fileId: id })
  expect((await owner.delete('/logo')).status).toBe(204)
  expect((await owner.get('/logo')).status).toBe(404)
  expect(await shownTo(owner)).toBeNull()
  await world.application.workers!.drain()
  expect(await statesOf([id])).toEqual(['gone'])
})

test('only a picture of the caller’s own can become it, once', async () => {
  const theirs = await world.organization()
  const colleague = await organization.join(await world.account(), 'owner')
  const attachment = await owner.post('/files', { name: 'a', purpose: 'attachment', size: 3 })
  await sendFile(owner, attachment.body.id as string, Buffer.from('abc'))
  const unsent = await owner.post('/files', { name: 'a', purpose: 'logo', size: 3 })
  const used = await picture()
  await owner.put('/logo', { fileId: used })
  for (const fileId of [
    await picture(theirs.owner),
    await picture(colleague),
    attachment.body.id,
    unsent.body.id,
    used,
    '00000000-0000-7000-8000-00000000dead',
  ])
    expect(await owner.put('/logo', { fileId })).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', data: { issues: [{ path: ['body', 'fileId'], code: 'unknown' }] } },
    })
  expect(await shownTo(owner)).toBe(used)
})

test('of two who set one at the same moment, one picture stays and the other is deleted', async () => {
  const pictures = await Promise.all([picture(), picture(), picture()])
  await Promise.all(pictures.map((fileId) => owner.put('/logo', { fileId })))
  await world.application.workers!.drain()
  expect((await statesOf(pictures)).toSorted()).toEqual(['gone', 'gone', 'kept'])
  const shown = await shownTo(owner)
  expect(pictures).toContain(shown)
  expect((await owner.get(`/files/${shown}`)).body.state).toBe('kept')
})

test('a version that somebody else has overtaken is refused', async () => {
  const [first, second] = [await picture(), await picture()]
  const { body } = await owner.put('/logo', { fileId: first })
  await owner.put('/logo', { fileId: second }, body.version)
  expect((await owner.put('/logo', { fileId: await picture() }, body.version)).status).toBe(412)
})

test('it is small, however large the picture was', async () => {
  const poster = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  const id = await picture(owner, poster)
  await owner.put('/logo', { fileId: id })
  const answer = await world.application.http!.inject({
    url: `/api/v1/organizations/${organization.slug}/logo`,
    headers: { authorization: `Bearer ${owner.token}` },
  })
  expect(await sharp(answer.rawPayload).metadata()).toMatchObject({ width: 512, height: 256 })
})

test('what a crash cut off between the two databases is made good by the event', async () => {
  const id = await picture()
  await owner.put('/logo', { fileId: id })
  await world.owner.query('update control.organizations set logo_file_id = null where id = $1', [organization.id])
  await organization.inTenant(async (tx) => tx.announce(brandChanged, {}))
  await world.application.workers!.drain()
  expect(await shownTo(owner)).toBe(id)
})
