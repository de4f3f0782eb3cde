import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sentFile, tinyPng } from '../../../testing/files.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
let owner: Person
let here: string
let practitionerId: string

beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => {
  organization = await world.organization()
  owner = organization.owner
  here = await clinic('Here')
  practitionerId = await practitioner([here])
})
afterAll(() => world.close())

const clinic = async (name: string): Promise<string> =>
  (await owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id

const practitioner = async (clinicIds: string[]): Promise<string> =>
  (await owner.post('/practitioners', { displayName: 'Dr Ito', profession: 'doctor', clinicIds })).body.id

async function shown(as = owner, of = practitionerId): Promise<string> {
  const fileId = await sentFile(as, tinyPng, 'portrait')
  expect(await as.put(`/practitioners/${of}/picture`, { fileId })).toMatchObject({ status: 200, body: { fileId } })
  return fileId
}

const statesOf = async (ids: string[]) =>
  (
    await organization.database.query<{ state: string }>(
      `select coalesce(f.state, 'gone') as state from unnest($1::uuid[]) with ordinality i (id, at)
       left join tenant.files f on f.id = i.id order by i.at`,
      [ids],
    )
  ).rows.map(({ state }) => state)

test('every member sees it, small and large; the one before and what is taken away are deleted', async () => {
  const [first, second] = [await shown(), await shown()]
  const staff = await organization.member('staff')
  expect((await staff.get(`/practitioners/${practitionerId}`)).body.pictureId).toBe(second)
  expect(await staff.get(`/practitioners/${practitionerId}/picture`)).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/webp' },
  })
  const beyond = { headers: { range: 'bytes=999999-' } }
  expect(await staff.call('GET', `/practitioners/${practitionerId}/picture`, beyond)).toMatchObject({
    status: 416,
    body: { code: 'no-such-range' },
  })
  expect((await staff.get(`/practitioner-pictures?ids=${practitionerId}`)).body.items).toEqual([
    { id: practitionerId, fileId: second, content: expect.any(String) },
  ])
  expect((await owner.delete(`/practitioners/${practitionerId}/picture`)).status).toBe(204)
  expect((await staff.get(`/practitioners/${practitionerId}/picture`)).status).toBe(404)
  await world.application.workers!.drain()
  expect(await statesOf([first, second])).toEqual(['gone', 'gone'])
})

test('of two that are set at one moment one stays; whoever was overtaken is refused', async () => {
  const pictures = [await sentFile(owner, tinyPng, 'portrait'), await sentFile(owner, tinyPng, 'portrait')]
  await Promise.all(pictures.map((fileId) => owner.put(`/practitioners/${practitionerId}/picture`, { fileId })))
  await world.application.workers!.drain()
  expect((await statesOf(pictures)).toSorted()).toEqual(['gone', 'kept'])
  const late = { fileId: await sentFile(owner, tinyPng, 'portrait') }
  expect(await owner.put(`/practitioners/${practitionerId}/picture`, late, 1)).toMatchObject({
    status: 412,
    body: { code: 'stale' },
  })
})

test('who is scoped to a clinic sees and sets that of who works there alone', async () => {
  const there = await clinic('There')
  const [away, both] = [await practitioner([there]), await practitioner([here, there])]
  await shown(owner, away)
  const both1 = await shown(owner, both)
  const administrator = await organization.member('clinic-administrator', { clinicIds: [here] })
  const own = await shown(administrator)
  const fileId = await sentFile(administrator, tinyPng, 'portrait')
  const listed = await administrator.get(`/practitioner-pictures?ids=${[practitionerId, away, both].join(',')}`)
  expect(listed.body.items.map((each: { fileId: string }) => each.fileId).toSorted()).toEqual([own, both1].toSorted())
  expect((await administrator.get(`/practitioners/${away}/picture`)).status).toBe(404)
  for (const [id, status, code] of [
    [away, 404, 'not-found'],
    [both, 403, 'shared-by-clinics'],
  ] as const) {
    const refused = { status, body: { code } }
    expect(await administrator.put(`/practitioners/${id}/picture`, { fileId })).toMatchObject(refused)
    expect(await administrator.delete(`/practitioners/${id}/picture`)).toMatchObject(refused)
  }
})
