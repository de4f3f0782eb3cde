import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startCardPeer, type CardPeer, type SignedEvent } from '../../../testing/peers/card-provider.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { daysAreOver, daysPass, doWhatIsDue } from '../dues/days-fixture.ts'

let peer: CardPeer
let world: World
beforeAll(async () => {
  peer = await startCardPeer()
  world = await createWorld(peer.env)
})
afterAll(async () => {
  await world?.close()
  await peer?.close()
})
beforeEach(() => {
  peer.cards = 'pay'
  peer.asked.length = 0
  peer.taken.length = 0
})

const recipient = {
  name: 'Cards Ltd',
  lines: 'Main street 1',
  country: 'DE',
  email: 'cards@bills.test',
  language: 'en',
}
const bills = async (org: TestOrganization) => (await org.owner.get('/platform-invoices')).body.items
const subscriptionOf = async (org: TestOrganization) => (await org.owner.get('/subscription')).body

async function customer(): Promise<{ org: TestOrganization; bill: { id: string; number: string } }> {
  const org = await world.organization({ plan: 'free' })
  expect((await org.owner.put('/subscription', { plan: 'pro', payment: 'card', recipient })).status).toBe(200)
  return { org, bill: (await bills(org))[0] }
}

const tell = ({ content, signature }: SignedEvent) =>
  world.anybody.call('POST', '/api/v1/card-events', {
    payload: Buffer.from(content),
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
  })

interface Paid {
  organization: string
  invoice: string
  amount?: number
  currency?: string
  reference?: string
}

const session = ({ organization, invoice, amount = 2000, currency = 'usd', reference = 'pi_first' }: Paid) => ({
  id: 'cs_1',
  object: 'checkout.session',
  payment_status: 'paid',
  amount_total: amount,
  currency,
  metadata: { organization, invoice },
  payment_intent: reference,
  customer: 'cus_1',
})

const completed = (paid: Paid, options?: { id?: string; at?: number; secret?: string }) =>
  peer.event('checkout.session.completed', session(paid), options)

describe('a checkout', () => {
  test('is a page of the provider for this bill alone, the same one however often it is asked for', async () => {
    const { org, bill } = await customer()
    const first = await org.owner.post(`/platform-invoices/${bill.id}/checkout`)
    expect(first).toMatchObject({
      status: 201,
      body: { url: expect.stringMatching(/\/pay\/cs_/) },
    })
    expect((await org.owner.post(`/platform-invoices/${bill.id}/checkout`)).body).toEqual(first.body)
    expect(peer.asked[0]?.fields).toMatchObject({
      mode: 'payment',
      'line_items[0][price_data][unit_amount]': '2000',
      'line_items[0][price_data][currency]': 'usd',
      'metadata[organization]': org.id,
      'metadata[invoice]': bill.id,
      'payment_intent_data[setup_future_usage]': 'off_session',
    })
    const keyed = (id: string) =>
      org.owner.post(`/platform-invoices/${id}/checkout`, undefined, { 'idempotency-key': 'pay' })
    expect((await keyed(bill.id)).status).toBe(201)
    expect(await keyed(org.id)).toMatchObject({ status: 422, body: { code: 'key-reused' } })
    const other = await world.organization()
    expect(await other.owner.post(`/platform-invoices/${bill.id}/checkout`)).toMatchObject({ status: 404 })
  })

  test('of what is paid is refused, and where the provider is away nothing changes', async () => {
    const { org, bill } = await customer()
    await tell(completed({ organization: org.id, invoice: bill.id }))
    expect(await org.owner.post(`/platform-invoices/${bill.id}/checkout`)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    })
    const away = await createWorld({ ...peer.env, STRIPE_API_URL: 'http://127.0.0.1:9' })
    try {
      const place = await away.organization({ plan: 'free' })
      await place.owner.put('/subscription', { plan: 'pro', payment: 'card', recipient })
      const [open] = (await place.owner.get('/platform-invoices')).body.items
      expect(await place.owner.post(`/platform-invoices/${open.id}/checkout`)).toMatchObject({
        status: 503,
        body: { code: 'card-away' },
      })
      expect((await place.owner.get('/platform-invoices')).body.items[0].state).toBe('open')
    } finally {
      await away.close()
    }
  })
})

describe('an event', () => {
  test('pays its bill, told once, again, late, by many at once and by its other name', async () => {
    const { org, bill } = await customer()
    const event = completed({ organization: org.id, invoice: bill.id })
    const told = await Promise.all([tell(event), tell(event), tell(event)])
    expect(told.map(({ body }) => body.isHeard).toSorted((a, b) => Number(a) - Number(b))).toEqual([false, false, true])
    const intent = {
      id: 'pi_first',
      amount_received: 2000,
      currency: 'usd',
      metadata: { organization: org.id, invoice: bill.id },
    }
    expect((await tell(peer.event('payment_intent.succeeded', intent))).status).toBe(200)
    expect(await bills(org)).toMatchObject([{ state: 'paid', settledBy: 'card' }])
    expect((await subscriptionOf(org)).credit).toBeUndefined()
  })

  test('of a second payment of the same bill is credit, and of an unknown kind nothing', async () => {
    const { org, bill } = await customer()
    await tell(completed({ organization: org.id, invoice: bill.id }))
    await tell(completed({ organization: org.id, invoice: bill.id, reference: 'pi_second' }))
    expect((await subscriptionOf(org)).credit).toEqual({ amount: 2000, currency: 'USD' })
    expect(await tell(peer.event('customer.created', { id: 'cus_1' }))).toMatchObject({ body: { isHeard: true } })
  })

  test('that nobody signed, or too long ago, is refused', async () => {
    const { org, bill } = await customer()
    const paid = { organization: org.id, invoice: bill.id }
    const refused = { status: 400, body: { code: 'unsigned-event' } }
    const { content, signature } = completed(paid)
    expect(await tell({ content: content.replace('2000', '2001'), signature })).toMatchObject(refused)
    expect(await tell({ content, signature: '' })).toMatchObject(refused)
    expect(await tell(completed(paid, { secret: 'whsec_of_others' }))).toMatchObject(refused)
    expect(await tell(completed(paid, { at: Math.floor(Date.now() / 1000) - 4000 }))).toMatchObject(refused)
    expect((await bills(org))[0].state).toBe('open')
  })

  test('about another organization’s bill, or another amount, is kept with the reason and pays nothing', async () => {
    const { org, bill } = await customer()
    const other = await customer()
    for (const wrong of [
      { organization: other.org.id, invoice: bill.id },
      { organization: org.id, invoice: other.bill.id },
      { organization: org.id, invoice: bill.id, amount: 1 },
      { organization: org.id, invoice: bill.id, currency: 'eur' },
      { organization: 'nobody', invoice: 'nothing' },
    ])
      expect((await tell(completed({ reference: 'pi_wrong', ...wrong }))).status, JSON.stringify(wrong)).toBe(200)
    for (const one of [org, other.org]) expect((await bills(one))[0].state).toBe('open')
    const { rows } = await world.owner.query(
      `select refused, count(*)::int as n from control.card_events where refused is not null group by refused order by refused`,
    )
    expect(rows).toEqual([
      { refused: 'another amount', n: 2 },
      { refused: 'no such bill', n: 3 },
    ])
  })
})

describe('a kept card', () => {
  test('is charged for each period, and told of in no second mail when it pays', async () => {
    const { org, bill } = await customer()
    await tell(completed({ organization: org.id, invoice: bill.id }))
    await daysPass(world, org.id, 32)
    expect(await bills(org)).toMatchObject([{ state: 'paid', settledBy: 'card' }, { state: 'paid' }])
    expect(peer.taken).toMatchObject([{ amount: 2000, currency: 'usd', customer: 'cus_1' }])
  })

  test('whose answers are lost twenty times is charged once', async () => {
    const { org, bill } = await customer()
    await tell(completed({ organization: org.id, invoice: bill.id }))
    await daysAreOver(world, org.id, 32)
    peer.cards = 'silent'
    for (let nth = 0; nth < 7; nth++) await doWhatIsDue(world)
    expect(peer.asked.filter(({ path }) => path === '/v1/payment_intents').length).toBeGreaterThanOrEqual(20)
    peer.cards = 'pay'
    await doWhatIsDue(world)
    expect(peer.taken).toHaveLength(1)
    expect((await bills(org)).map(({ state }: { state: string }) => state)).toEqual(['paid', 'paid'])
  })

  test('that is refused is asked again on later days; the bill can be paid otherwise', async () => {
    const { org, bill } = await customer()
    await tell(completed({ organization: org.id, invoice: bill.id }))
    peer.cards = 'refuse'
    await daysPass(world, org.id, 32)
    const asked = () => peer.asked.filter(({ path }) => path === '/v1/payment_intents').length
    const first = asked()
    await doWhatIsDue(world)
    expect(asked()).toBe(first)
    expect(world.application.mails().some(({ subject }) => subject === 'Your card was refused')).toBe(true)
    await daysPass(world, org.id, 2)
    expect(asked()).toBeGreaterThan(first)
    const [open] = await bills(org)
    expect(open.state).toBe('open')
    expect((await org.owner.post(`/platform-invoices/${open.id}/checkout`)).status).toBe(201)
  })
})
