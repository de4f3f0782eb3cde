import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

const east = {
  name: 'East',
  timeZone: 'Europe/Berlin',
  phone: '+49 30 222',
  email: 'East@Clinic.test',
  address: { line1: 'Allee 1', city: 'Berlin' },
}

test('a clinic keeps its address sealed and its hours as they were said', async () => {
  const made = await organization.owner.post(
    '/clinics',
    { ...east, openingHours: [{ weekday: 1, from: '08:00', to: '12:00' }] },
    { 'idempotency-key': 'clinic-1' },
  )
  expect(made).toMatchObject({
    status: 201,
    body: { email: 'east@clinic.test', openingHours: [{ weekday: 1, from: '08:00', to: '12:00' }] },
  })
  expect(await organization.owner.post('/clinics', east, { 'idempotency-key': 'clinic-1' })).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  const read = await organization.owner.get(`/clinics/${made.body.id}`)
  expect(read).toMatchObject({ status: 200, body: made.body })
  const { rows } = await world.owner.query('select contact_sealed from tenant.clinics where id = $1', [made.body.id])
  expect(rows[0].contact_sealed.toString('latin1')).not.toContain('Allee')
})

test('a change leaves what it does not name, and needs the version that was seen', async () => {
  const { body } = await organization.owner.post('/clinics', east)
  const changed = await organization.owner.patch(
    `/clinics/${body.id}`,
    { phone: '+49 30 333', openingHours: [] },
    body.version,
  )
  expect(changed).toMatchObject({
    status: 200,
    body: { name: 'East', phone: '+49 30 333', address: { city: 'Berlin' }, openingHours: [] },
  })
  expect(await organization.owner.patch(`/clinics/${body.id}`, { name: 'West' }, body.version)).toMatchObject({
    status: 412,
    body: { code: 'stale' },
  })
  expect(await organization.owner.patch(`/clinics/${body.id}`, { name: 'West' })).toMatchObject({
    status: 428,
    body: { code: 'version-required' },
  })
})

test('an address keeps its state, also where only another field changes', async () => {
  const address = { line1: '123 Main St', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' }
  const { body } = await organization.owner.post('/clinics', { ...east, address })
  const changed = await organization.owner.patch(`/clinics/${body.id}`, { name: 'North' }, body.version)
  expect(changed).toMatchObject({ status: 200, body: { name: 'North', address } })
})

test('a role scoped to clinics sees those alone', async () => {
  const { body: mine } = await organization.owner.post('/clinics', east)
  const { body: theirs } = await organization.owner.post('/clinics', east)
  const administrator = await organization.member('clinic-administrator', { clinicIds: [mine.id] })
  expect((await administrator.get('/clinics')).body.items.map((each: { id: string }) => each.id)).toEqual([mine.id])
  expect((await administrator.get(`/clinics/${theirs.id}`)).status).toBe(404)
  expect((await administrator.patch(`/clinics/${theirs.id}`, { name: 'X' }, 1)).status).toBe(404)
  expect((await administrator.post('/invitations', { email: 'a@new.test', role: 'staff' })).status).toBe(400)
  expect(
    (await administrator.post('/invitations', { email: 'a@new.test', role: 'staff', clinicIds: [theirs.id] })).status,
  ).toBe(400)
  expect(
    (await administrator.post('/invitations', { email: 'a@new.test', role: 'staff', clinicIds: [mine.id] })).status,
  ).toBe(201)
})

test('hours that end before they start, an unknown zone and a country that is none are refused at their fields', async () => {
  const answer = await organization.owner.post('/clinics', {
    ...east,
    timeZone: 'Mars/Olympus',
    openingHours: [{ weekday: 8, from: '12:00', to: '08:00' }],
    address: { country: 'Germany' },
  })
  expect(answer.status).toBe(400)
  expect(answer.body.data.issues.map((issue: { path: (string | number)[] }) => issue.path.join('.'))).toEqual(
    expect.arrayContaining(['body.timeZone', 'body.openingHours.0.weekday', 'body.address.country']),
  )
})

test('Free includes one clinic; another plan includes more, and going back hides nothing', async () => {
  const small = await world.organization({ plan: 'free' })
  expect((await small.owner.post('/clinics', east)).status).toBe(201)
  expect(await small.owner.post('/clinics', east)).toMatchObject({
    status: 409,
    body: { code: 'plan-limit', data: { limit: 'clinics', allowed: 1, used: 1 } },
  })
  expect((await small.owner.post('/subscription/trial', { plan: 'pro' })).body.plan).toBe('pro')
  expect((await small.owner.post('/clinics', east)).status).toBe(201)
  expect((await small.owner.put('/subscription', { plan: 'free' })).body.plan).toBe('free')
  expect((await small.owner.get('/clinics')).body.items).toHaveLength(2)
  expect((await small.owner.get('/plan')).body.limits).toContainEqual({ limit: 'clinics', allowed: 1, used: 2 })
})
