import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { roundTripsOf } from '../../../testing/round-trips.ts'
import { createWorld, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => void (world = await createWorld()))
afterAll(() => world?.close())

const ada = { kind: 'human' as const, givenName: 'Ada' }

/** A plan of its own, so that no test changes another's. */
async function plan(key: string, limits: object): Promise<string> {
  await world.owner.query(
    `insert into control.plans (key, names, price, currency, billing_interval, limits, position, is_offered)
     values ($1, '{"en": "Own"}', 100, 'EUR', 'year', $2, 15, true)`,
    [key, JSON.stringify(limits)],
  )
  return key
}

describe('what is on offer', () => {
  test('is told to anybody, from the smallest up, with price, limits and features', async () => {
    const { status, body } = await world.anybody.get('/api/v1/plans')
    expect(status).toBe(200)
    expect(body.items).toMatchObject([
      { key: 'free', price: { amount: 0 }, limits: expect.arrayContaining([{ limit: 'patients', allowed: 50 }]) },
      {
        key: 'pro',
        price: { amount: 2000, currency: 'USD' },
        interval: 'month',
        limits: [],
        features: ['reports', 'full-scheduling'],
      },
    ])
  })

  test('is asked of the database once, however often anybody asks', async () => {
    const { control } = world.application.platform.databases
    await world.anybody.get('/api/v1/plans')
    const trips = await roundTripsOf(control, async () => {
      for (let nth = 0; nth < 20; nth++) await world.anybody.get('/api/v1/plans')
    })
    expect(trips).toBe(0)
  })
})

describe('a limit', () => {
  test('is what its row says, for the next request in every organization of the plan', async () => {
    const org = await world.organization({ plan: await plan('two', { patients: { allowed: 2 } }) })
    for (const status of [201, 201, 409]) expect((await org.owner.post('/patients', ada)).status).toBe(status)
    await world.owner.query(`update control.plans set limits = '{"patients": {"allowed": 3}}' where key = 'two'`)
    for (const status of [201, 409]) expect((await org.owner.post('/patients', ada)).status).toBe(status)
  })

  test('with days of grace lets more through, says since when, and refuses once they are over', async () => {
    const org = await world.organization({ plan: await plan('soft', { patients: { allowed: 1, graceDays: 14 } }) })
    const used = async () => (await org.owner.get('/plan')).body.limits[0]
    const pass = (days: number) =>
      world.owner.query(
        `update tenant.limit_overruns set since = since - make_interval(days => $2) where organization_id = $1`,
        [org.id, days],
      )
    expect((await org.owner.post('/patients', ada)).status).toBe(201)
    expect(await used()).toEqual({ limit: 'patients', allowed: 1, used: 1, graceDays: 14 })
    const second = await org.owner.post('/patients', ada)
    expect(second.status).toBe(201)
    const { overSince } = await used()
    expect(Date.parse(overSince)).not.toBeNaN()
    await pass(13)
    expect((await org.owner.post('/patients', ada)).status).toBe(201)
    await pass(2)
    const refused = await org.owner.post('/patients', ada)
    expect(refused.body).toMatchObject({ code: 'plan-limit', data: { limit: 'patients', allowed: 1, used: 3 } })
    // with room again, the days begin anew
    for (const { id } of (await org.owner.get('/patients')).body.items)
      expect((await org.owner.put(`/patients/${id}/archival`, { archived: true }, 1)).status).toBe(200)
    for (const status of [201, 201]) expect((await org.owner.post('/patients', ada)).status).toBe(status)
    expect(Date.parse((await used()).overSince)).toBeGreaterThanOrEqual(Date.parse(overSince))
  })
})
