import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operatorOf } from '../../../testing/operators.ts'
import { daysAreOver, daysPass, doWhatIsDue } from './days-fixture.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
})
afterAll(() => world?.close())

const recipient = { name: 'Dues Ltd', lines: 'Main street 1', country: 'DE', language: 'en' }

async function customer(slug: string): Promise<TestOrganization> {
  const org = await world.organization({ slug, plan: 'free' })
  const ordered = await org.owner.put('/subscription', {
    plan: 'pro',
    payment: 'invoice',
    recipient: { ...recipient, email: `${slug}@bills.test` },
  })
  expect(ordered.status).toBe(200)
  return org
}

const bills = async (org: TestOrganization) => (await org.owner.get('/platform-invoices')).body.items
const statusOf = async (org: TestOrganization) =>
  (await world.owner.query(`select status from control.organizations where id = $1`, [org.id])).rows[0].status
const mailsTo = (slug: string) =>
  world.application
    .mails()
    .filter(({ to }) => to === `${slug}@bills.test`)
    .map(({ subject }) => subject)
const settle = (org: TestOrganization, id: string, by = operator) =>
  by.put(`/api/v1/platform/organizations/${org.id}/invoices/${id}/payment`, { reference: 'Transfer 7' })
const addPatient = (org: TestOrganization) => org.owner.post('/patients', { kind: 'human', givenName: 'Ada' })

test('who does not pay is reminded, then reads only, and works again as soon as it is paid', async () => {
  const org = await customer('late-payer')
  await daysPass(world, org.id, 14)
  expect([await statusOf(org), mailsTo('late-payer')]).toEqual(['active', [expect.stringMatching(/^Your bill/)]])
  await daysPass(world, org.id, 1)
  expect(await statusOf(org)).toBe('past-due')
  expect((await addPatient(org)).status).toBe(201)
  await daysPass(world, org.id, 6)
  await daysPass(world, org.id, 6)
  expect(mailsTo('late-payer').filter((subject) => /is not paid/.test(subject))).toHaveLength(3)
  await daysPass(world, org.id, 1)
  expect(await statusOf(org)).toBe('past-due')
  await daysPass(world, org.id, 1)
  expect(await statusOf(org)).toBe('read-only')
  expect((await addPatient(org)).body).toMatchObject({ code: 'organization-held', data: { status: 'read-only' } })
  expect((await org.owner.get('/patients')).body.items).toHaveLength(1)
  // while it cannot work nothing more is billed
  await daysPass(world, org.id, 60)
  const [bill, ...others] = await bills(org)
  expect([bill.state, others]).toEqual(['overdue', []])
  expect(
    await org.owner.put('/subscription', {
      plan: 'pro',
      payment: 'invoice',
      recipient: { ...recipient, email: 'a@b.test' },
    }),
  ).toMatchObject({
    status: 409,
    body: { code: 'bill-open', data: { number: bill.number, total: { amount: 2000, currency: 'USD' } } },
  })
  expect((await settle(org, bill.id)).body).toMatchObject({ state: 'paid', settledBy: 'transfer' })
  expect(await statusOf(org)).toBe('active')
  expect((await addPatient(org)).status).toBe(201)
  // and goes on from that day
  const again = await bills(org)
  expect(again).toHaveLength(2)
  expect(again[0]).toMatchObject({ state: 'open', issuedOn: again[0].lines[0].from })
  expect(await settle(org, bill.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
})

describe('a billing run', () => {
  test('that was away for months bills each period once, by numbers without a gap', async () => {
    const org = await customer('long-away')
    await settle(org, (await bills(org))[0].id)
    await daysPass(world, org.id, 100)
    const made = await bills(org)
    const periods = made.map(({ lines }: { lines: { from: string }[] }) => lines[0]?.from)
    expect(new Set(periods).size).toBe(made.length)
    expect(made.length).toBeGreaterThanOrEqual(4)
    await isGapless()
  })

  test('killed twenty times in the middle, and run by many at once, bills once', async () => {
    const orgs = await Promise.all(['kill-a', 'kill-b', 'kill-c', 'kill-d'].map(customer))
    for (const org of orgs) await settle(org, (await bills(org))[0].id)
    for (const org of orgs) await daysAreOver(world, org.id, 31)
    // the bill is written and the transaction cut off before its commit, at another place each time
    let killed = 0
    await world.owner.query(`create function public.cut() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`)
    for (const table of ['platform_invoices', 'subscriptions', 'organizations', 'account_messages'])
      for (const timing of ['before', 'after']) {
        await world.owner.query(`create trigger cut ${timing} insert or update on control.${table}
          for each row execute function public.cut()`)
        for (let nth = 0; nth < 3; nth++) {
          await doWhatIsDue(world).catch(() => undefined)
          killed++
        }
        await world.owner.query(`drop trigger cut on control.${table}`)
      }
    expect(killed).toBeGreaterThanOrEqual(20)
    for (let nth = 0; nth < 5; nth++) await doWhatIsDue(world)
    for (const org of orgs) {
      expect((await bills(org)).map(({ state }: { state: string }) => state)).toEqual(['open', 'paid'])
      expect(mailsTo(org.slug)).toHaveLength(2)
    }
    await isGapless()
  })
})

test('nothing is billed of an organization that is closed, and nobody looks at it again and again', async () => {
  const org = await customer('closed-one')
  await settle(org, (await bills(org))[0].id)
  await daysAreOver(world, org.id, 40)
  await world.owner.query(`update control.organizations set status = 'closed' where id = $1`, [org.id])
  await doWhatIsDue(world)
  const dueNow = async () => {
    const { rows } = await world.owner.query('select id from control.due_subscriptions(1000) as id')
    return rows.map(({ id }: { id: string }) => id)
  }
  expect(await dueNow()).not.toContain(org.id)
  const counted = `select count(*)::int as n from control.platform_invoices where organization_id = $1`
  expect((await world.owner.query(counted, [org.id])).rows).toEqual([{ n: 1 }])
  await world.owner.query(`update control.organizations set status = 'active' where id = $1`, [org.id])
  expect(await dueNow()).toContain(org.id)
  await doWhatIsDue(world)
  expect(await bills(org)).toHaveLength(2)
})

describe('a bill', () => {
  test('that is taken back has a credit note of its own series; what was paid of it is kept', async () => {
    const org = await customer('corrected')
    const correct = (id: string, by = operator) =>
      by.post(`/api/v1/platform/organizations/${org.id}/invoices/${id}/correction`, { reason: 'Billed by mistake' })
    const [bill] = await bills(org)
    await settle(org, bill.id)
    const { status, body } = await correct(bill.id)
    expect([status, body.total.amount, body.corrects, body.number]).toEqual([
      201,
      -2000,
      bill.number,
      expect.stringMatching(/^PC-/),
    ])
    expect((await org.owner.get('/subscription')).body.credit).toEqual({ amount: 2000, currency: 'USD' })
    expect(await correct(bill.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    expect(await correct(body.id)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
    await daysPass(world, org.id, 32)
    const [next] = await bills(org)
    expect(next).toMatchObject({ state: 'paid', settledBy: 'credit', total: { amount: 0 } })
    await isGapless()
  })

  test('whose payment two note at once is paid once, and nobody is given the money twice', async () => {
    const org = await customer('noted-twice')
    const [bill] = await bills(org)
    const note = (reference: string) =>
      operator.put(`/api/v1/platform/organizations/${org.id}/invoices/${bill.id}/payment`, { reference })
    const answers = await Promise.all(['Transfer 1', 'transfer 1', 'Transfer one'].map(note))
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
    expect((await org.owner.get('/subscription')).body.credit).toBeUndefined()
  })

  test('is taken back once by one key, and is a file of which a part can be had', async () => {
    const org = await customer('by-one-key')
    const [bill] = await bills(org)
    const correct = (reason: string) =>
      operator.post(
        `/api/v1/platform/organizations/${org.id}/invoices/${bill.id}/correction`,
        { reason },
        { 'idempotency-key': 'correct' },
      )
    const first = await correct('A mistake')
    expect([first.status, (await correct('A mistake')).body]).toEqual([201, first.body])
    expect(await correct('Another')).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    const part = (range: string) =>
      org.owner.call('GET', `/platform-invoices/${bill.id}/document`, { headers: { range } })
    expect((await part('bytes=0-3')).status).toBe(206)
    expect(await part('bytes=9999999-')).toMatchObject({ status: 416, body: { code: 'no-such-range' } })
  })

  test('says what who billed said that day; nobody changes it, not even in the database', async () => {
    const org = await customer('as-written')
    const [bill] = await bills(org)
    const { version, ...issuer } = (await operator.get('/api/v1/platform/issuer')).body
    const changed = { ...issuer, name: 'Another Ltd', taxRate: 190 }
    expect((await operator.put('/api/v1/platform/issuer', changed, version)).body).toMatchObject(changed)
    expect((await operator.put('/api/v1/platform/issuer', changed, version)).body.code).toBe('stale')
    expect((await operator.put('/api/v1/platform/issuer', { ...changed, taxRate: 501 }, version + 1)).status).toBe(400)
    expect((await bills(org))[0]).toEqual(bill)
    const later = await customer('taxed')
    const [taxed] = await bills(later)
    expect([taxed.net, taxed.taxRate, taxed.tax, taxed.total.amount]).toEqual([2000, 190, 380, 2380])
    const { control } = world.application.platform.databases
    for (const change of [
      `update control.platform_invoices set total = 1, net = 1`,
      `update control.platform_invoices set number = 'X'`,
      `delete from control.platform_invoices`,
      `update control.invoice_numbers set last = 1`,
    ])
      await expect(control.query(change), change).rejects.toThrow(/permission denied/)
    await operator.put('/api/v1/platform/issuer', issuer, version + 1)
  })

  test('is listed for operators by its state; a reader notes no payment', async () => {
    const org = await customer('listed')
    await daysPass(world, org.id, 20)
    const [bill] = await bills(org)
    const list = async (query: string, by = operator) => (await by.get(`/api/v1/platform/invoices?${query}`)).body.items
    expect(await list(`organizationId=${org.id}&state=overdue`)).toMatchObject([
      { id: bill.id, organization: { slug: 'listed' }, state: 'overdue' },
    ])
    expect(await list(`organizationId=${org.id}&state=paid`)).toEqual([])
    const reader = await operatorOf(world, 'reader')
    expect(await list(`organizationId=${org.id}`, reader)).toHaveLength(1)
    expect(await settle(org, bill.id, reader)).toMatchObject({ status: 403 })
    const other = await world.organization()
    expect(await settle(other, bill.id)).toMatchObject({ status: 404 })
  })
})

/** Of each series, from the first number on. */
async function isGapless(): Promise<void> {
  const { rows } = await world.owner.query(
    `select kind, count(*)::int as n, max(right(number, 6)::int) as last from control.platform_invoices
     group by kind, left(number, -6)`,
  )
  for (const { n, last } of rows) expect(last).toBe(n)
}
