import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operatorOf } from '../../../testing/operators.ts'
import { daysPass } from '../dues/days-fixture.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
  await world.owner.query(
    `insert into control.plans (key, names, price, currency, billing_interval, limits, position, trial_days) values
       ('group', '{"en": "Group"}', 9000, 'USD', 'month', '{}', 30, 0)`,
  )
})
afterAll(() => world?.close())

const recipient = {
  name: 'Herons Rest Ltd',
  lines: 'Main street 1\n10115 Berlin',
  country: 'DE',
  email: 'bills@herons.test',
  language: 'en',
}
const order = (plan: string) => ({ plan, payment: 'invoice', recipient })
const ordered = (org: TestOrganization, plan = 'pro') => org.owner.put('/subscription', order(plan))
const bills = async (org: TestOrganization) => (await org.owner.get('/platform-invoices')).body.items
const subscriptionOf = async (org: TestOrganization) => (await org.owner.get('/subscription')).body
const statusOf = async (org: TestOrganization) =>
  (await world.owner.query(`select status from control.organizations where id = $1`, [org.id])).rows[0].status
const invoiceDay = async (days = 0) =>
  (await world.owner.query(`select ((now() at time zone 'utc')::date + $1::int)::text as day`, [days])).rows[0].day

describe('an order', () => {
  test('opens the larger plan at once, with a bill that a mail tells of', async () => {
    const org = await world.organization({ plan: 'free' })
    expect(await subscriptionOf(org)).toEqual({ plan: 'free', canTry: true, waysToPay: ['invoice'], version: 1 })
    const { status, body } = await ordered(org)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      plan: 'pro',
      payment: 'invoice',
      price: { amount: 2000, currency: 'USD' },
      interval: 'month',
      period: { from: await invoiceDay() },
      owed: { amount: 2000, currency: 'USD' },
      dueOn: await invoiceDay(14),
      readOnlyFrom: await invoiceDay(29),
      recipient,
    })
    expect((await org.owner.get('/plan')).body).toMatchObject({ key: 'pro', features: ['reports', 'full-scheduling'] })
    expect(await statusOf(org)).toBe('active')
    const [bill, ...others] = await bills(org)
    expect(others).toEqual([])
    expect(bill).toMatchObject({ state: 'open', total: { amount: 2000 }, recipientName: 'Herons Rest Ltd' })
    await world.application.workers!.drain()
    const mails = world.application.mails().filter(({ to }) => to === recipient.email)
    expect(mails).toHaveLength(1)
    expect(mails[0]?.text).toContain(bill.number)
  })

  test('asks for what a bill needs, at its field', async () => {
    const org = await world.organization({ plan: 'free' })
    const at = async (body: object) => {
      const refused = await org.owner.put('/subscription', body)
      expect(refused.status).toBe(400)
      return refused.body.data.issues.map(({ path, code }: { path: string[]; code: string }) => [path.at(-1), code])
    }
    expect(await at({ plan: 'pro' })).toEqual([['payment', 'required']])
    expect(await at({ plan: 'pro', payment: 'invoice' })).toEqual([['recipient', 'required']])
    expect(await at({ plan: 'nothing', payment: 'invoice', recipient })).toEqual([['plan', 'unknown']])
    expect(await at({ plan: 'pro', payment: 'card', recipient })).toEqual([['payment', 'choice']])
    expect(await at({ plan: 'pro', payment: 'invoice', recipient: { ...recipient, email: 'nobody' } })).toEqual([
      ['email', 'email'],
    ])
    expect(await bills(org)).toEqual([])
    expect((await org.owner.get('/plan')).body.key).toBe('free')
  })

  test('sent twice, or by two at once, is one period and one bill', async () => {
    const org = await world.organization({ plan: 'free' })
    const both = await Promise.all([ordered(org), ordered(org), ordered(org)])
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await bills(org)).toHaveLength(1)
  })

  test('at a version that somebody else changed is refused', async () => {
    const org = await world.organization({ plan: 'free' })
    await ordered(org)
    expect(await org.owner.put('/subscription', { plan: 'free' }, 1)).toMatchObject({
      status: 412,
      body: { code: 'stale' },
    })
  })

  test('of a larger plan in between takes into account what was paid for and not used', async () => {
    const org = await world.organization({ plan: 'free' })
    await ordered(org)
    await daysPass(world, org.id, 10)
    const { period } = await subscriptionOf(org)
    const length = Temporal.PlainDate.from(period.from).until(period.to).days
    await ordered(org, 'group')
    const [newest, first] = await bills(org)
    const unused = Math.floor((2000 * (length - 10)) / length)
    expect(newest.lines).toMatchObject([
      { kind: 'period', plan: 'group', amount: 9000 },
      { kind: 'credit', amount: -unused },
    ])
    expect(newest.total.amount).toBe(9000 - unused)
    expect(first).toMatchObject({ state: 'open', total: { amount: 2000 } })
    expect((await org.owner.get('/plan')).body.key).toBe('group')
  })
})

describe('a smaller plan', () => {
  test('comes when what was billed is over, and can be called off until then; nothing is hidden or deleted', async () => {
    const org = await world.organization({ plan: 'free' })
    await ordered(org)
    for (const givenName of ['Ada', 'Bea'])
      expect((await org.owner.post('/patients', { kind: 'human', givenName })).status).toBe(201)
    await pay(org)
    const { next, plan, period } = (await org.owner.put('/subscription', { plan: 'free' })).body
    expect([plan, next]).toEqual(['pro', { plan: 'free', on: period.to }])
    expect((await org.owner.delete('/subscription/change')).body.next).toBeUndefined()
    await org.owner.put('/subscription', { plan: 'free' })
    await daysPass(world, org.id, 32)
    expect(await subscriptionOf(org)).toMatchObject({ plan: 'free' })
    expect((await subscriptionOf(org)).period).toBeUndefined()
    expect((await org.owner.get('/plan')).body.key).toBe('free')
    expect((await org.owner.get('/patients')).body.items).toHaveLength(2)
    expect(await bills(org)).toHaveLength(1)
  })
})

describe('a trial', () => {
  test('is once, opens the plan at once and gives way to the smallest one', async () => {
    const org = await world.organization({ plan: 'free' })
    const tried = await org.owner.post('/subscription/trial', { plan: 'pro' })
    expect(tried).toMatchObject({ status: 201, body: { plan: 'pro', trialUntil: await invoiceDay(30), canTry: false } })
    expect(await statusOf(org)).toBe('trial')
    await daysPass(world, org.id, 27)
    const told = world.application.mails().filter(({ subject }) => subject.startsWith('Ihre Testzeit endet'))
    expect(told).toHaveLength(1)
    await daysPass(world, org.id, 3)
    expect(await subscriptionOf(org)).toMatchObject({ plan: 'free', canTry: false })
    expect([await statusOf(org), (await org.owner.get('/plan')).body.key]).toEqual(['active', 'free'])
    expect(await org.owner.post('/subscription/trial', { plan: 'pro' })).toMatchObject({ body: { code: 'trial-used' } })
    expect(world.application.mails().filter(({ subject }) => subject.startsWith('Ihre Testzeit endet'))).toHaveLength(1)
  })

  test('asked for twice by one key begins once, and the key is good for nothing else', async () => {
    const org = await world.organization({ plan: 'free' })
    const tried = (plan: string) => org.owner.post('/subscription/trial', { plan }, { 'idempotency-key': 'try' })
    const first = await tried('pro')
    expect([first.status, (await tried('pro')).body]).toEqual([201, first.body])
    expect(await tried('group')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  })

  test('that was ordered is billed from its end on, and not a day before', async () => {
    const org = await world.organization({ plan: 'free' })
    await org.owner.post('/subscription/trial', { plan: 'pro' })
    const { trialUntil } = (await ordered(org)).body
    expect(trialUntil).toBe(await invoiceDay(30))
    expect(await bills(org)).toEqual([])
    await daysPass(world, org.id, 29)
    expect(await bills(org)).toEqual([])
    await daysPass(world, org.id, 2)
    const [bill] = await bills(org)
    expect(bill.lines).toMatchObject([{ kind: 'period', plan: 'pro', from: await invoiceDay(-1) }])
    expect(await statusOf(org)).toBe('active')
  })

  test('is refused of what cannot be tried, and to who has more already', async () => {
    const org = await world.organization({ plan: 'free' })
    const refused = await org.owner.post('/subscription/trial', { plan: 'group' })
    expect(refused.body.data.issues).toMatchObject([{ path: ['body', 'plan'], code: 'unknown' }])
    const pro = await world.organization({ plan: 'pro' })
    expect(await pro.owner.post('/subscription/trial', { plan: 'pro' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    })
  })
})

test('only the platform and the order change a plan: an operator’s gift needs a reason and ends what was billed', async () => {
  const operator = await operatorOf(world)
  const org = await world.organization({ plan: 'free' })
  await ordered(org)
  const give = (body: object, by = operator) => by.put(`/api/v1/platform/organizations/${org.id}/plan`, body)
  expect((await give({ plan: 'group' })).status).toBe(400)
  expect((await give({ plan: 'nothing', reason: 'A pilot' })).body.data.issues).toMatchObject([
    { path: ['body', 'plan'], code: 'unknown' },
  ])
  expect(await give({ plan: 'group', reason: 'A pilot' }, await operatorOf(world, 'reader'))).toMatchObject({
    status: 403,
  })
  expect((await give({ plan: 'group', reason: 'A pilot' })).status).toBe(200)
  expect(await subscriptionOf(org)).toMatchObject({ plan: 'group', payment: 'granted', credit: { amount: 2000 } })
  expect((await org.owner.get('/plan')).body.key).toBe('group')
  const log = (await operator.get(`/api/v1/platform/log?organizationId=${org.id}`)).body.items
  expect(log[0]).toMatchObject({ act: 'organization.grant-plan', about: 'group', reason: 'A pilot' })
  await expect(
    world.application.platform.databases.control.query(
      `update control.organizations set plan = 'pro' where id = '${org.id}'`,
    ),
  ).rejects.toThrow(/permission denied/)
})

/** By transfer, as an operator notes it. */
async function pay(org: TestOrganization): Promise<void> {
  const operator = await operatorOf(world)
  for (const { id, state } of await bills(org)) {
    if (state === 'paid') continue
    const paid = await operator.put(`/api/v1/platform/organizations/${org.id}/invoices/${id}/payment`, {
      reference: 'Transfer 1',
    })
    expect(paid.status).toBe(200)
  }
}
