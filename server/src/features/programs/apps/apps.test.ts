import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let place: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  place = await world.organization()
})
afterAll(() => world.close())

const wish = {
  name: 'Calendar Bridge',
  redirectUris: ['https://app.example/callback'],
  scopes: ['patients.read'],
  isConfidential: true,
}

test('an application is let in, its secret shown once, and listed without it', async () => {
  const made = await place.owner.post('/apps', wish)
  expect(made).toMatchObject({ status: 201, body: { name: wish.name, isConfidential: true } })
  expect(made.body.secret).toMatch(/^pcs_[\w-]{43}$/)
  const listed = await place.owner.get('/apps')
  expect(listed.status).toBe(200)
  expect(listed.body.items[0]).toMatchObject({ id: made.body.id, redirectUris: wish.redirectUris })
  expect(JSON.stringify(listed.body)).not.toContain('pcs_')
  const { rows } = await world.owner.query<{ row: string }>('select c::text as row from control.oauth_clients c')
  expect(rows.some(({ row }) => row.includes(made.body.secret))).toBe(false)
})

test('an application that can keep no secret is given none', async () => {
  const made = await place.owner.post('/apps', { ...wish, isConfidential: false })
  expect(made.status).toBe(201)
  expect(made.body).not.toHaveProperty('secret')
})

test('the same request answers the same, another one under its key is refused', async () => {
  const key = { 'idempotency-key': 'app-1' }
  const first = await place.owner.post('/apps', wish, key)
  expect((await place.owner.post('/apps', wish, key)).body).toEqual(first.body)
  expect(await place.owner.post('/apps', { ...wish, name: 'Other' }, key)).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
})

test.each([
  ['no address', { redirectUris: [] }],
  ['an address in clear', { redirectUris: ['http://app.example/callback'] }],
  ['a pattern', { redirectUris: ['https://*.app.example/callback'] }],
  ['a fragment', { redirectUris: ['https://app.example/callback#x'] }],
  ['a script', { redirectUris: ['javascript:alert(1)'] }],
  ['a native and a local web address', { redirectUris: ['com.example.app:/cb', 'https://localhost/cb'] }],
  ['an unknown right', { scopes: ['everything'] }],
  ['no right', { scopes: [] }],
  ['a foreign field', { organizationId: 'x' }],
])('%s is refused', async (_what, wrong) => {
  expect(await place.owner.post('/apps', { ...wish, ...wrong })).toMatchObject({
    status: 400,
    body: { code: 'invalid-input' },
  })
})

test('nobody lets an application ask for more than they may do', async () => {
  await place.owner.post('/roles', { name: 'Keys', copyOf: 'staff', permissions: ['keys.manage', 'members.read'] })
  const keeper = await place.member('keys')
  expect(await keeper.post('/apps', wish)).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'scopes', '0'] }] } },
  })
  expect((await keeper.post('/apps', { ...wish, scopes: ['members.read'] })).status).toBe(201)
})

test('whoever may not manage keys neither sees, lets in nor shuts out', async () => {
  const { body } = await place.owner.post('/apps', wish)
  const nurse = await place.member('nurse')
  for (const answer of [
    await nurse.get('/apps'),
    await nurse.post('/apps', wish),
    await nurse.delete(`/apps/${body.id}`),
  ])
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
})

test('letting in asks for a fresh proof of who one is', async () => {
  const owner = await place.member('owner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    owner.accountId,
  ])
  expect(await owner.post('/apps', wish)).toMatchObject({ status: 403, body: { code: 'confirmation-needed' } })
})

test('an application is shut out once; another organization’s looks like one that does not exist', async () => {
  const { body } = await place.owner.post('/apps', wish)
  const other = await world.organization()
  const foreign = await other.owner.delete(`/apps/${body.id}`)
  expect(foreign).toMatchObject({ status: 404, body: { code: 'not-found' } })
  expect(await place.owner.delete(`/apps/${body.id}`, 7)).toMatchObject({ status: 412, body: { code: 'stale' } })
  expect(await place.owner.delete(`/apps/${body.id}`, 1)).toMatchObject({ status: 200, body: { id: body.id } })
  expect((await place.owner.delete(`/apps/${body.id}`)).status).toBe(404)
  expect((await place.owner.get('/apps')).body.items.map((each: { id: string }) => each.id)).not.toContain(body.id)
})
