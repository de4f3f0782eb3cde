import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
let pooled: TestOrganization
let dedicated: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
  pooled = await world.organization({ slug: 'herons-rest' })
  dedicated = await world.organization({ slug: 'own-place', dedicated: true, plan: 'free' })
})
afterAll(() => world.close())

const door = '/api/v1/platform/organizations'
const refused = (status: number, code: string) => ({ status, body: { code } })

const wanted = (slug: string) => ({
  name: `Practice ${slug}`,
  slug,
  kind: 'human',
  country: 'DE',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  ownerEmail: `${slug}@owner.test`,
})

async function tokenMailedTo(email: string): Promise<string> {
  await world.application.workers!.drain()
  const mail = world.application.mails().find((each) => each.to === email)
  return /\/invitations\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

const measure = (id: string) => operator.post(`${door}/${id}/measurement`)

test.each([
  ['a pooled organization', () => pooled, { kind: 'pooled', name: 'pooled' }],
  ['a dedicated one', () => dedicated, { kind: 'dedicated' }],
])('%s is measured in numbers, by an operator and by the daily work alike', async (_name, which, database) => {
  const { id, owner } = which()
  for (const givenName of ['Ada', 'Bea', 'Cem'])
    expect((await owner.post('/patients', { kind: 'human', givenName })).status).toBe(201)
  const counted = { members: 1, measured: { patients: 3, appointments: 0, failedMails: 0 } }
  expect(await measure(id)).toMatchObject({ status: 200, body: { id, size: counted, database } })
  expect((await owner.post('/patients', { kind: 'human', givenName: 'Dua' })).status).toBe(201)
  expect((await operator.get(`${door}/${id}`)).body.size).toMatchObject(counted)
  await world.owner.query(
    `update control.due_work set next_at = now(), not_before = now() where kind = 'platform.to-measure'`,
  )
  // however often it is looked, what was counted lately is not counted again
  await world.application.workers!.drain()
  expect((await operator.get(`${door}/${id}`)).body.size).toMatchObject(counted)
  await world.owner.query(
    `update control.organization_sizes set measured_at = measured_at - interval '13 hours' where organization_id = $1`,
    [id],
  )
  await world.application.workers!.drain()
  await expect
    .poll(async () => (await operator.get(`${door}/${id}`)).body.size)
    .toMatchObject({ members: 1, measured: { patients: 4 } })
})

test('what nobody has is not found, and nothing is measured of it', async () => {
  const nobodys = '00000000-0000-7000-8000-00000000dead'
  for (const answer of [
    await operator.get(`${door}/${nobodys}`),
    await measure(nobodys),
    await operator.post(`${door}/${nobodys}/owner-invitations`, { ownerEmail: 'a@b.test' }),
  ])
    expect(answer).toMatchObject(refused(404, 'not-found'))
})

test('a list is searched, filtered and paged, newest first', async () => {
  const slugs = async (query: string) => {
    const { body } = await operator.get(`${door}?${query}`)
    return body.items.map(({ slug }: { slug: string }) => slug) as string[]
  }
  expect(await slugs('search=HERON')).toEqual(['herons-rest'])
  expect(await slugs('search=practice%20own')).toEqual(['own-place'])
  expect(await slugs('plan=free')).toEqual(['own-place'])
  expect(await slugs('status=suspended')).toEqual([])
  expect(await slugs('search=%25')).toEqual([])
  const { body } = await operator.get(`${door}?limit=1`)
  expect(body.items).toMatchObject([{ slug: 'own-place', plan: 'free', standing: { status: 'active' } }])
  expect(await slugs(`limit=1&cursor=${body.nextCursor}`)).toEqual(['herons-rest'])
  expect((await operator.get(`${door}?cursor=nonsense`)).status).toBe(400)
})

test('the list leaves as a table that no spreadsheet takes for formulas, and that is recorded', async () => {
  await world.owner.query(`update control.organizations set name = '=1+1' where id = $1`, [dedicated.id])
  const post = (body: object) => operator.post(`${door}/exports`, body, { 'idempotency-key': 'table' })
  const { status, body } = await post({ plan: 'free' })
  expect(status).toBe(201)
  expect(body.csv.split('\r\n')).toHaveLength(3)
  expect(body.csv).toContain("'=1+1,own-place,mixed,DE,free,active")
  expect(await post({ plan: 'pro' })).toMatchObject(refused(422, 'key-reused'))
  expect((await operator.get('/api/v1/platform/log?limit=1')).body.items).toMatchObject([
    { act: 'organizations.export', about: '1', by: { accountId: operator.accountId } },
  ])
})

test('an organization is made without its maker, waits for its owner, and is whole once they come in', async () => {
  const key = { 'idempotency-key': 'spring' }
  const asked = { ...wanted('spring-lane'), plan: 'pro', language: 'de' }
  const made = await operator.post(door, asked, key)
  expect(made).toMatchObject({
    status: 201,
    body: { isBegun: false, plan: 'pro', isOwnerInvited: true, size: { members: 0 } },
  })
  expect((await operator.get('/api/v1/organizations/spring-lane')).status).toBe(404)
  expect(await operator.post(door, wanted('spring-lane'))).toMatchObject(refused(409, 'slug-taken'))
  expect((await operator.post(door, asked, key)).body).toEqual(made.body)
  expect(await operator.post(door, wanted('fall-lane'), key)).toMatchObject(refused(422, 'key-reused'))
  expect(await operator.post(door, { ...wanted('fall-lane'), plan: 'unheard-of' })).toMatchObject({ status: 400 })
  const token = await tokenMailedTo('spring-lane@owner.test')
  expect(await world.anybody.get(`/api/v1/invitations/${token}`)).toMatchObject({
    status: 200,
    body: { organization: { slug: 'spring-lane' }, role: { key: 'owner' } },
  })
  const owner = await world.account('Sasha Owner')
  await world.owner.query('update auth."user" set email = $2 where id = $1', [
    owner.accountId,
    'spring-lane@owner.test',
  ])
  expect((await owner.post(`/api/v1/invitations/${token}/acceptance`)).status).toBe(200)
  expect((await owner.get('/api/v1/organizations/spring-lane')).status).toBe(200)
  expect((await operator.get(`${door}/${made.body.id}`)).body).toMatchObject({
    isBegun: true,
    size: { members: 1 },
    isOwnerInvited: false,
  })
  const log = await operator.get(`/api/v1/platform/log?organizationId=${made.body.id}`)
  expect(log.body.items).toMatchObject([
    { act: 'organization.create', about: 'spring-lane@owner.test', organization: { slug: 'spring-lane' } },
  ])
  await world.application.workers!.drain()
  const { body } = await owner.get('/api/v1/organizations/spring-lane/security-events')
  expect(body.items).toContainEqual(
    expect.objectContaining({ action: 'create', subject: 'organizations', accountId: operator.accountId }),
  )
})

test('an owner is invited again while nobody works there, and by nobody from outside from then on', async () => {
  const { body } = await operator.post(door, wanted('late-lane'))
  const first = await tokenMailedTo('late-lane@owner.test')
  const again = (id: string, ownerEmail: string) =>
    operator.post(`${door}/${id}/owner-invitations`, { ownerEmail }, { 'idempotency-key': 'again' })
  expect(await again(body.id, 'other@owner.test')).toMatchObject({ status: 201, body: { isOwnerInvited: true } })
  expect((await world.anybody.get(`/api/v1/invitations/${first}`)).status).toBe(410)
  expect(await again(body.id, 'third@owner.test')).toMatchObject(refused(422, 'key-reused'))
  expect(await operator.post(`${door}/${pooled.id}/owner-invitations`, { ownerEmail: operator.email })).toMatchObject(
    refused(409, 'has-members'),
  )
})

test('a suspended organization is told why, is changed by nobody, and goes on as before once it is let', async () => {
  const { owner, id } = await world.organization()
  const settle = async (body: object, version?: string) => {
    const { version: seen } = (await operator.get(`${door}/${id}`)).body
    return operator.call('PUT', `${door}/${id}/status`, { body, headers: { 'if-match': version ?? `"${seen}"` } })
  }
  expect((await settle({ status: 'suspended' })).status).toBe(400)
  expect(await settle({ status: 'suspended', reason: 'x' }, '"99"')).toMatchObject(refused(412, 'stale'))
  expect(await operator.call('PUT', `${door}/${id}/status`, { body: { status: 'active' } })).toMatchObject(
    refused(428, 'version-required'),
  )
  const reason = 'The invoice of June is open'
  expect(await settle({ status: 'suspended', reason })).toMatchObject({
    status: 200,
    body: { standing: { status: 'suspended', reason } },
  })
  expect((await operator.get(`${door}?status=suspended`)).body.items).toMatchObject([{ id }])
  expect(await owner.post('/patients', { kind: 'human', givenName: 'Ada' })).toMatchObject({
    body: { code: 'organization-held' },
  })
  expect((await owner.get('/patients')).status).toBe(200)
  expect((await owner.get('/api/v1/me')).body.memberships).toMatchObject([
    { organization: { standing: { status: 'suspended', reason } } },
  ])
  expect(await settle({ status: 'active' })).toMatchObject({ status: 200, body: { standing: { status: 'active' } } })
  expect((await owner.post('/patients', { kind: 'human', givenName: 'Ada' })).status).toBe(201)
  expect((await operator.get(`/api/v1/platform/log?organizationId=${id}`)).body.items).toMatchObject([
    { act: 'organization.activate' },
    { act: 'organization.suspend', reason },
  ])
  await world.application.workers!.drain()
  const { body } = await owner.get('/security-events')
  expect(body.items.slice(0, 2)).toMatchObject([
    {
      action: 'update',
      subject: 'organizations',
      accountId: operator.accountId,
      fields: expect.arrayContaining(['status']),
    },
    {
      action: 'update',
      subject: 'organizations',
      accountId: operator.accountId,
      fields: expect.arrayContaining(['status']),
    },
  ])
  await world.owner.query(`update control.organizations set status = 'moving' where id = $1`, [id])
  expect(await settle({ status: 'active' })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'moving' } },
  })
})

test('health tells of databases, jobs and mails', async () => {
  await measure(dedicated.id)
  const { rows } = await world.owner.query('select name from control.placements where name <> $1', ['pooled'])
  await world.owner.query(
    `insert into control.health (what, count) values ('dead-jobs', 3) on conflict (what) do update set count = 3`,
  )
  const { status, body } = await operator.get('/api/v1/platform/health')
  expect(status).toBe(200)
  expect(body.version).toMatch(/^\d+\.\d+\.\d+$/)
  expect(body.jobs.failed).toBe(3)
  expect(body.databases).toMatchObject([
    { name: 'pooled', kind: 'pooled', answers: true, isBehind: false },
    { name: rows[0].name, kind: 'dedicated', organizations: 1, answers: true, isBehind: false },
  ])
  expect(body.mails).toEqual({ waiting: expect.any(Number), failed: 0 })
})
