import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { sendFile, tinyPng } from '../../../testing/files.ts'
import { brandChanged } from '../events.ts'

let world: World
let organization: TestOrganization
let owner: Person

beforeAll(async () => void (world = await createWorld()))
beforeEach(async () => {
  organization = await world.organization()
  owner = organization.owner
})
afterAll(() => world.close())

const own = {
  accent: '#7a3e1d',
  type: 'serif',
  senderName: 'House of Health',
  letterhead: 'Register 12345\nBank DE00',
  footer: 'Ring twice',
} as const

const change = (body: object, version = 0, as = owner) => as.put('/brand', { clinics: [], own: {}, ...body }, version)

const accentOf = async (person: Person) => (await person.get('/api/v1/me')).body.memberships[0].organization.accent

test('before anything is chosen there is nothing, at version 0; what is chosen is answered, with a version of its own', async () => {
  expect(await owner.get('/brand')).toMatchObject({ status: 200, body: { own: {}, clinics: [], version: 0 } })
  const clinic = (await owner.post('/clinics', { name: 'One', timeZone: 'Europe/Berlin' })).body
  const clinics = [{ clinicId: clinic.id, look: { footer: 'At the back' } }]
  const saved = { own, clinics, version: 1 }
  expect(await change({ own, clinics })).toMatchObject({ status: 200, body: saved })
  expect((await owner.get('/brand')).body).toEqual(saved)
  expect(await accentOf(await organization.member('staff'))).toBe('#7a3e1d')
})

test('what was emptied is not kept, and a clinic of which nothing is said has no look of its own', async () => {
  const clinic = (await owner.post('/clinics', { name: 'One', timeZone: 'Europe/Berlin' })).body
  const clinics = [{ clinicId: clinic.id, look: { footer: '' } }]
  await change({ own: { ...own, footer: '' }, clinics })
  const { body } = await owner.get('/brand')
  expect(body.clinics).toEqual([])
  expect(body.own).not.toHaveProperty('footer')
})

test('whoever was overtaken is refused, and one who says no version at all too; another logo overtakes nobody', async () => {
  await change({ own })
  const { body } = await owner.post('/files', { name: 'logo.png', purpose: 'logo', size: tinyPng.length })
  await sendFile(owner, body.id as string, tinyPng)
  await owner.put('/logo', { fileId: body.id })
  expect((await change({ own: {} }, 0)).status).toBe(412)
  expect((await owner.call('PUT', '/brand', { body: { own, clinics: [] } })).status).toBe(428)
  expect((await change({ own: {} }, 1)).status).toBe(200)
  expect(await accentOf(owner)).toBeNull()
})

test.each([
  ['accent', 'red;}body{background:url(https://evil.example)}', 'colour'],
  ['accent', 'var(--ink)', 'colour'],
  ['accent', '#ffd400', 'contrast'],
  ['type', "'Evil', url(https://fonts.example/evil.woff2)", 'choice'],
  ['letterhead', 'line\n'.repeat(6) + 'seventh', 'too-many-lines'],
  ['letterhead', 'x'.repeat(81), 'long-line'],
  ['footer', 'x'.repeat(121), 'long-line'],
  ['senderName', 'Bank <pay@bank.example>', 'sender-name'],
])('%s is refused at its field where it says %s', async (field, value, code) => {
  expect(await change({ own: { [field]: value } })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input', data: { issues: [{ path: ['body', 'own', field], code }] } },
  })
  expect((await owner.get('/brand')).body.own).toEqual({})
})

test('a logo that is a drawing with a script is refused', async () => {
  const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  const { body } = await owner.post('/files', { name: 'logo.svg', purpose: 'logo', size: script.length })
  await sendFile(owner, body.id as string, script)
  expect((await owner.put('/logo', { fileId: body.id })).status).toBe(400)
})

test('a clinic of somebody else is unknown, like one that never was', async () => {
  const theirs = await world.organization()
  const clinic = (await theirs.owner.post('/clinics', { name: 'Theirs', timeZone: 'Europe/Berlin' })).body
  for (const clinicId of [clinic.id, '00000000-0000-7000-8000-00000000dead'])
    expect(await change({ clinics: [{ clinicId, look: own }] })).toMatchObject({
      status: 400,
      body: { data: { issues: [{ path: ['body', 'clinics', '0', 'clinicId'], code: 'unknown' }] } },
    })
})

test('only who manages the organization sees or changes it', async () => {
  const staff = await organization.member('staff')
  expect(await staff.get('/brand')).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
  expect((await change({ own }, 0, staff)).status).toBe(403)
})

test('a change is audited with what was before', async () => {
  await change({ own })
  const { rows } = await organization.database.query(
    `select action from tenant.audit_events where organization_id = $1 and subject = 'brands' order by id`,
    [organization.id],
  )
  expect(rows.map(({ action }) => action)).toEqual(['create', 'update'])
})

test('what a crash cut off between the two databases is made good by the event', async () => {
  await change({ own })
  await world.owner.query(`update control.organizations set brand = '{"own":{},"clinics":{}}' where id = $1`, [
    organization.id,
  ])
  await organization.inTenant(async (tx) => tx.announce(brandChanged, {}))
  await world.application.workers!.drain()
  expect(await accentOf(owner)).toBe('#7a3e1d')
})
