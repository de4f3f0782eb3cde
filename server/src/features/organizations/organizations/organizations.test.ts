import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world.close())

const wish = {
  name: 'Harbour Physio',
  slug: 'harbour',
  kind: 'human',
  country: 'DE',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
}

test('whoever registers an organization owns it, and it has a legal entity of its name', async () => {
  const someone = await world.account()
  const created = await someone.post('/api/v1/organizations', wish)
  expect(created.status).toBe(201)
  const read = await someone.get('/api/v1/organizations/harbour')
  expect(read).toMatchObject({
    status: 200,
    body: { slug: 'harbour', plan: 'free', legalEntities: [{ name: 'Harbour Physio' }] },
  })
  const me = await someone.get('/api/v1/me')
  expect(me.body.memberships).toMatchObject([{ organization: { slug: 'harbour' }, role: { key: 'owner' } }])
})

test('an address is given once', async () => {
  const someone = await world.account()
  await someone.post('/api/v1/organizations', { ...wish, slug: 'once' })
  const again = await (await world.account()).post('/api/v1/organizations', { ...wish, slug: 'once' })
  expect(again).toMatchObject({ status: 409, body: { code: 'slug-taken' } })
})

test('the same key and body answer the same; another body is refused', async () => {
  const someone = await world.account()
  const first = await someone.post('/api/v1/organizations', { ...wish, slug: 'keyed' }, { 'idempotency-key': 'k1' })
  const second = await someone.post('/api/v1/organizations', { ...wish, slug: 'keyed' }, { 'idempotency-key': 'k1' })
  expect(second).toMatchObject({ status: 201, body: first.body })
  const other = await someone.post('/api/v1/organizations', { ...wish, slug: 'keyed-2' }, { 'idempotency-key': 'k1' })
  expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
})

test("another organization's address looks exactly like one that does not exist", async () => {
  const theirs = await world.organization()
  const someone = await world.account()
  const foreign = await someone.get(`/api/v1/organizations/${theirs.slug}`)
  const unknown = await someone.get('/api/v1/organizations/nobody-here')
  expect(foreign.status).toBe(404)
  expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
})

test('signed out is 401, a wrong body names its fields, an unknown property is refused', async () => {
  expect((await world.anybody.get('/api/v1/me')).status).toBe(401)
  const someone = await world.account()
  const wrong = await someone.post('/api/v1/organizations', { ...wish, slug: 'No Slug', country: 'Germany' })
  expect(wrong.status).toBe(400)
  expect(wrong.body.data.issues.map((issue: { path: string[] }) => issue.path.join('.'))).toEqual(
    expect.arrayContaining(['body.slug', 'body.country']),
  )
  const extra = await someone.post('/api/v1/organizations', { ...wish, slug: 'extra', plan: 'pro' })
  expect(extra.status).toBe(400)
})

test('a change needs the version that was seen', async () => {
  const { owner, slug } = await world.organization()
  const url = `/api/v1/organizations/${slug}`
  const seen = await owner.get(url)
  expect(seen.headers.etag).toBe(`"${seen.body.version}"`)
  expect((await owner.patch(url, { name: 'A' })).status).toBe(428)
  expect((await owner.patch(url, { name: 'A' }, seen.body.version)).status).toBe(200)
  expect((await owner.patch(url, { name: 'B' }, seen.body.version)).status).toBe(412)
})

test('a dedicated organization answers like a pooled one', async () => {
  const { owner, slug } = await world.organization({ dedicated: true })
  expect((await owner.get(`/api/v1/organizations/${slug}`)).body.legalEntities).toHaveLength(1)
  const clinic = await owner.post('/clinics', { name: 'North', timeZone: 'Europe/Berlin', phone: '+49 30 1234567' })
  expect(clinic).toMatchObject({ status: 201, body: { name: 'North', phone: '+49 30 1234567' } })
})
