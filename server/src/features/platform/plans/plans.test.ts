import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openApplication } from '../../../application.ts'
import { createLog } from '../../../kit/log/log.ts'
import { testMaster, testRolePrefix } from '../../../testing/cluster.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { send } from '../../../testing/send.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world?.close())

const door = '/api/v1/platform/plans'
const ada = { kind: 'human', givenName: 'Ada' }
const refused = (status: number, code: string) => ({ status, body: { code } })
const refusedField = (field: string, code: string) => ({
  status: 400,
  body: { code: 'invalid-input', data: { issues: [{ path: ['body', ...field.split('.')], code }] } },
})

const wanted = (key: string, more: object = {}) => ({
  key,
  names: { en: `Plan ${key}` },
  price: { amount: 900, currency: 'EUR' },
  interval: 'month',
  limits: [{ limit: 'patients', allowed: 2 }],
  features: ['reports'],
  trialDays: 14,
  isOffered: true,
  position: 15,
  ...more,
})

async function made(key: string, more?: object): Promise<string> {
  expect((await operator.post(door, wanted(key, more))).status).toBe(201)
  return key
}

const planOf = async (key: string) =>
  (await operator.get(door)).body.items.find((one: { key: string }) => one.key === key)

const change = async (key: string, body: object, version?: number) =>
  operator.patch(`${door}/${key}`, body, version ?? (await planOf(key)).version)

describe('a plan that an operator makes', () => {
  test('is listed in its place with how many have it, and is on offer', async () => {
    const made = await operator.post(door, wanted('studio'))
    expect(made).toMatchObject({ status: 201, body: { ...wanted('studio'), organizations: 0, version: 1 } })
    await world.organization({ plan: 'studio' })
    const gone = await world.organization({ plan: 'studio' })
    await world.owner.query(`update control.organizations set status = 'closed' where id = $1`, [gone.id])
    const { body } = await operator.get(door)
    expect(body.items.map(({ key }: { key: string }) => key)).toEqual(['free', 'studio', 'pro'])
    expect(body.items[1]).toMatchObject({ key: 'studio', organizations: 1 })
    expect((await world.anybody.get('/api/v1/plans')).body.items).toContainEqual(
      expect.objectContaining({ key: 'studio', price: { amount: 900, currency: 'EUR' }, trialDays: 14 }),
    )
  })

  test('with one key is one, another one with the same key is refused, and so is a name that is taken', async () => {
    const post = (body: object) => operator.post(door, body, { 'idempotency-key': 'plan-once' })
    const first = await post(wanted('once'))
    expect((await post(wanted('once'))).body).toEqual(first.body)
    expect(await post(wanted('twice'))).toMatchObject(refused(422, 'key-reused'))
    expect(await operator.post(door, wanted('once'))).toMatchObject(refusedField('key', 'plan-exists'))
  })

  test.each([
    ['a key that no address could hold', { key: 'No Key' }, 'key'],
    ['no name at all', { names: {} }, 'names'],
    ['a name of nothing that can be seen', { names: { en: ' ' } }, 'names.en'],
    ['a price below nothing', { price: { amount: -1, currency: 'EUR' } }, 'price.amount'],
    ['part of the smallest coin', { price: { amount: 1.5, currency: 'EUR' } }, 'price.amount'],
    ['no currency', { price: { amount: 1, currency: 'euro' } }, 'price.currency'],
    ['an interval that nobody bills', { interval: 'week' }, 'interval'],
    ['a limit of what nothing counts', { limits: [{ limit: 'wishes', allowed: 3 }] }, 'limits.0.limit'],
    ['a limit below nothing', { limits: [{ limit: 'patients', allowed: -1 }] }, 'limits.0.allowed'],
    ['a limit beyond counting', { limits: [{ limit: 'patients', allowed: 1e9 + 1 }] }, 'limits.0.allowed'],
    ['no day of grace', { limits: [{ limit: 'patients', allowed: 1, graceDays: 0 }] }, 'limits.0.graceDays'],
    ['grace for years', { limits: [{ limit: 'patients', allowed: 1, graceDays: 366 }] }, 'limits.0.graceDays'],
    [
      'one limit twice',
      {
        limits: [
          { limit: 'patients', allowed: 1 },
          { limit: 'patients', allowed: 2 },
        ],
      },
      'limits',
    ],
    ['what this release does not know', { features: ['teleportation'] }, 'features.0'],
    ['a trial of years', { trialDays: 366 }, 'trialDays'],
  ])('with %s is refused at its field, new or changed', async (_name, part, field) => {
    const path = ['body', ...field.split('.').map((step) => (/^\d$/.test(step) ? Number(step) : step))]
    const answers = [await operator.post(door, wanted('refused', part))]
    if (field !== 'key') answers.push(await change('pro', part))
    for (const { status, body } of answers) {
      expect(status).toBe(400)
      expect(body.data.issues.map((issue: { path: unknown }) => issue.path)).toContainEqual(path)
    }
    expect(await planOf('refused')).toBeUndefined()
  })
})

describe('a plan that an operator changes', () => {
  test('says so at the version that was seen, keeps its key, and stands in the log with what changed', async () => {
    const key = await made('changed')
    expect(await change(key, { trialDays: 1 }, 9)).toMatchObject(refused(412, 'stale'))
    expect(await operator.patch(`${door}/${key}`, { trialDays: 1 })).toMatchObject(refused(428, 'version-required'))
    expect(await operator.patch(`${door}/nobodys`, { trialDays: 1 }, 1)).toMatchObject(refused(404, 'not-found'))
    expect((await change(key, { key: 'renamed' })).status).toBe(400)
    const names = { en: 'Studio', ar: 'استوديو' }
    const limits = [{ limit: 'clinics', allowed: 1, graceDays: 30 }]
    expect(await change(key, { names, price: { amount: 1250, currency: 'EUR' }, limits, features: [] })).toMatchObject({
      status: 200,
      body: { key, names, price: { amount: 1250 }, limits, features: [], trialDays: 14, version: 2 },
    })
    const { body } = await operator.get('/api/v1/platform/log?limit=2')
    expect(body.items).toMatchObject([
      { act: 'plan.update', by: { accountId: operator.accountId } },
      { act: 'plan.create', about: key },
    ])
    for (const said of [/^changed: /, /price EUR.9\.00 \/ month → EUR.12\.50 \/ month/, /patients 2 → –/])
      expect(body.items[0].about).toMatch(said)
    expect(body.items[0].about).toContain('clinics – → 1, 30 days of grace')
    expect(body.items[0].about).toContain('features reports → –')
    expect(body.items[0].about).not.toContain('trialDays')
  })

  test('keeps limits and features that this release does not know', async () => {
    const key = await made('ahead')
    await world.owner.query(
      `update control.plans set features = '{reports,telepathy}', limits = '{"wishes": {"allowed": 3}}' where key = $1`,
      [key],
    )
    expect((await change(key, { features: [], limits: [{ limit: 'clinics', allowed: 1 }] })).status).toBe(200)
    const { rows } = await world.owner.query('select features, limits from control.plans where key = $1', [key])
    expect(rows).toEqual([{ features: ['telepathy'], limits: { wishes: { allowed: 3 }, clinics: { allowed: 1 } } }])
  })

  test('stays with who has it once it is not on offer, and nobody else can get it', async () => {
    const key = await made('retired')
    const org = await world.organization({ plan: key })
    expect(await change(key, { isOffered: false })).toMatchObject({ status: 200, body: { isOffered: false } })
    expect((await org.owner.get('/plan')).body).toMatchObject({ key, features: ['reports'] })
    expect(await planOf(key)).toMatchObject({ isOffered: false, organizations: 1 })
    const asked = {
      name: 'Late',
      slug: 'late-lane',
      kind: 'human',
      country: 'DE',
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
      ownerEmail: 'late@owner.test',
      plan: key,
    }
    expect(await operator.post('/api/v1/platform/organizations', asked)).toMatchObject(refusedField('plan', 'unknown'))
  })

  test('leaves one on offer: that with which organizations begin, and whatever would be the last', async () => {
    const { rows } = await world.owner.query(
      `select column_default from information_schema.columns
       where table_schema = 'control' and table_name = 'organizations' and column_name = 'plan'`,
    )
    expect(rows).toEqual([{ column_default: `'free'::text` }])
    expect(await change('free', { isOffered: false })).toMatchObject(refusedField('isOffered', 'first-plan'))
    const before = await world.owner.query('select key from control.plans where is_offered')
    await world.owner.query(`update control.plans set is_offered = key in ('pro', 'changed')`)
    const both = await Promise.all(['pro', 'changed'].map((key) => change(key, { isOffered: false })))
    expect(both.map(({ status }) => status)).toEqual(expect.arrayContaining([200, 400]))
    expect(both.find(({ status }) => status === 400)).toMatchObject(refusedField('isOffered', 'last-plan'))
    await world.owner.query('update control.plans set is_offered = key = any ($1)', [before.rows.map(({ key }) => key)])
  })

  test('is changed by no reader, and by nobody who runs the platform not', async () => {
    const reader = await operatorOf(world, 'reader')
    const { owner } = await world.organization()
    expect((await reader.get(door)).body.items.length).toBeGreaterThan(1)
    for (const answer of [
      await reader.post(door, wanted('readers')),
      await reader.patch(`${door}/pro`, { trialDays: 1 }, (await planOf('pro')).version),
      await owner.get(door),
    ])
      expect(answer).toMatchObject(refused(403, 'not-allowed'))
  })
})

describe('a limit that an operator lowers below what is in use', () => {
  test('hides and deletes nothing, and refuses one more with how many there are', async () => {
    const key = await made('lowered', { limits: [{ limit: 'patients', allowed: 3 }] })
    const { owner } = await world.organization({ plan: key })
    for (const status of [201, 201, 201]) expect((await owner.post('/patients', ada)).status).toBe(status)
    expect((await change(key, { limits: [{ limit: 'patients', allowed: 1 }] })).status).toBe(200)
    await expect.poll(async () => (await owner.get('/plan')).body.limits[0].allowed).toBe(1)
    const { items } = (await owner.get('/patients')).body
    expect(items).toHaveLength(3)
    for (const { id } of items) {
      const { status, body } = await owner.get(`/patients/${id}`)
      expect(status).toBe(200)
      expect((await owner.patch(`/patients/${id}`, { givenName: 'Adele' }, body.version)).status).toBe(200)
    }
    expect((await owner.post('/patients/exports', {})).status).toBe(202)
    expect(await owner.post('/patients', ada)).toMatchObject({
      status: 409,
      body: { code: 'plan-limit', data: { limit: 'patients', allowed: 1, used: 3 } },
    })
    expect((await change(key, { limits: [{ limit: 'patients', allowed: 1, graceDays: 7 }] })).status).toBe(200)
    await expect.poll(async () => (await owner.get('/plan')).body.limits[0].graceDays).toBe(7)
    expect((await owner.post('/patients', ada)).status).toBe(201)
  })

  test('is heard by every other process, whatever that one remembered', async () => {
    const key = await made('heard')
    const { owner, slug } = await world.organization({ plan: key })
    const { config } = world.application.platform
    const second = await openApplication({
      config,
      log: createLog('silent'),
      master: testMaster,
      url: world.ownerUrl,
      rolePrefix: testRolePrefix,
      parts: { api: true, worker: false },
    })
    const there = async (method: string, path: string, body?: object) =>
      (
        await send(second.http as FastifyInstance, {
          method,
          url: `/api/v1/organizations/${slug}${path}`,
          body,
          headers: { authorization: `Bearer ${owner.token}` },
        })
      ).answer
    try {
      expect((await there('POST', '/patients', ada)).status).toBe(201)
      expect((await change(key, { limits: [{ limit: 'patients', allowed: 1 }] })).status).toBe(200)
      await expect.poll(async () => (await there('GET', '/plan')).body.limits[0].allowed).toBe(1)
      expect(await there('POST', '/patients', ada)).toMatchObject(refused(409, 'plan-limit'))
      expect((await change(key, { limits: [] })).status).toBe(200)
      await expect.poll(async () => (await there('GET', '/plan')).body.limits[0].allowed).toBeNull()
      expect((await there('POST', '/patients', ada)).status).toBe(201)
    } finally {
      await second.close()
    }
  })
})
