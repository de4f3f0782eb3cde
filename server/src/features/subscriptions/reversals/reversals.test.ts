import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCardPeer, type CardPeer, type SignedEvent } from '../../../testing/peers/card-provider.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { daysPass } from '../dues/days-fixture.ts'

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

const recipient = {
  name: 'Cards Ltd',
  lines: 'Main street 1',
  country: 'DE',
  email: 'cards@bills.test',
  language: 'en',
}
const bills = async ({ owner }: TestOrganization) => (await owner.get('/platform-invoices')).body.items
const statusOf = async ({ owner, slug }: TestOrganization) =>
  (await owner.get('/api/v1/me')).body.memberships.find(
    (each: { organization: { slug: string } }) => each.organization.slug === slug,
  ).organization.standing.status

const tell = ({ content, signature }: SignedEvent) =>
  world.anybody.call('POST', '/api/v1/card-events', {
    payload: Buffer.from(content),
    headers: { 'content-type': 'application/json', 'stripe-signature': signature },
  })

let counted = 0

/** A bill, and what the provider can tell of its payment. */
async function billed() {
  const org = await world.organization({ plan: 'free' })
  expect((await org.owner.put('/subscription', { plan: 'pro', payment: 'card', recipient })).status).toBe(200)
  const [bill] = await bills(org)
  const payment_intent = `pi_test_${++counted}`
  const metadata = { organization: org.id, invoice: bill.id }
  peer.intents.set(payment_intent, metadata)
  const [currency, dispute] = ['usd', `dp_${counted}`]
  const paid = () =>
    peer.event('payment_intent.succeeded', { id: payment_intent, amount_received: 2000, currency, metadata })
  const refunded = (amount_refunded: number) =>
    peer.event('charge.refunded', { id: `ch_${counted}`, amount: 2000, amount_refunded, currency, payment_intent })
  const disputed = (status: 'needs_response' | 'won' | 'lost', id = dispute) =>
    peer.event(status === 'needs_response' ? 'charge.dispute.created' : 'charge.dispute.closed', {
      id,
      amount: 2000,
      status,
      currency,
      payment_intent,
    })
  return { org, paid, refunded, disputed }
}

const credited = [
  { kind: 'credit-note', total: { amount: -2000, currency: 'USD' } },
  { kind: 'invoice', state: 'corrected', refunded: { amount: 2000, currency: 'USD' } },
]

test('a refund of a part is noted, of all of it is a credit note, once, however it is told', async () => {
  const { org, paid, refunded } = await billed()
  await tell(paid())
  await tell(refunded(500))
  expect(await bills(org)).toMatchObject([{ state: 'paid', refunded: { amount: 500, currency: 'USD' } }])
  const whole = refunded(2000)
  expect((await Promise.all([tell(whole), tell(whole), tell(refunded(2000))])).map(({ status }) => status)).toEqual([
    200, 200, 200,
  ])
  // what was told late says less than what is known
  await tell(refunded(500))
  await tell(paid())
  expect(await bills(org)).toMatchObject(credited)
  expect((await org.owner.get('/subscription')).body.credit).toBeUndefined()
})

test('a refund that is told before its payment comes to the same', async () => {
  const { org, paid, refunded } = await billed()
  await tell(refunded(2000))
  expect(await bills(org)).toMatchObject([{ state: 'open' }])
  await tell(paid())
  expect(await bills(org)).toMatchObject(credited)
})

test('a dispute is seen by operators, and won nothing changes', async () => {
  const { org, paid, disputed } = await billed()
  await tell(paid())
  await tell(disputed('needs_response'))
  expect(await bills(org)).toMatchObject([{ state: 'paid', dispute: 'open' }])
  const operator = await operatorOf(world)
  const open = async () =>
    (await operator.get('/api/v1/platform/invoices?state=disputed')).body.items.map(
      ({ organization }: { organization: { slug: string } }) => organization.slug,
    )
  expect(await open()).toEqual([org.slug])
  await tell(disputed('won'))
  await tell(disputed('needs_response'))
  expect(await open()).toEqual([])
  expect(await bills(org)).toMatchObject([{ state: 'paid', dispute: 'won' }])
})

test.each([
  ['in order', ['paid', 'needs_response', 'lost']],
  ['closed before it began', ['paid', 'lost', 'needs_response']],
  ['before its payment', ['lost', 'needs_response', 'paid']],
  ['with everything twice', ['paid', 'paid', 'needs_response', 'needs_response', 'lost', 'lost', 'paid']],
] as const)(
  'a dispute that is lost (%s) makes its bill due again, and another payment pays it',
  async (_name, order) => {
    const { org, paid, disputed } = await billed()
    for (const what of order) expect((await tell(what === 'paid' ? paid() : disputed(what))).status).toBe(200)
    const [bill, ...others] = await bills(org)
    expect(others).toEqual([])
    expect(bill).toMatchObject({ state: 'open', dispute: 'lost' })
    expect(bill.settledAt).toBeUndefined()
    expect(Date.parse(bill.dueOn)).toBeGreaterThan(Date.now())
    expect(await statusOf(org)).toBe('active')
    const before = peer.taken.length
    await daysPass(world, org.id, 16)
    expect(await statusOf(org)).toBe('past-due')
    // the card that was disputed is asked no more
    expect(peer.taken.length).toBe(before)
    const again = { id: `pi_again_${counted}`, amount_received: 2000, currency: 'usd' }
    await tell(
      peer.event('payment_intent.succeeded', { ...again, metadata: { organization: org.id, invoice: bill.id } }),
    )
    expect(await bills(org)).toMatchObject([{ state: 'paid', settledBy: 'card' }])
    expect(await statusOf(org)).toBe('active')
  },
)

test('of what nobody here was billed it is kept with the reason; where the provider is away it is told again', async () => {
  const { org, paid, refunded } = await billed()
  await tell(paid())
  const nobodys = (payment_intent: string | null) =>
    peer.event('charge.refunded', { id: 'ch_0', amount: 1, amount_refunded: 1, currency: 'usd', payment_intent })
  expect(await tell(nobodys(null))).toMatchObject({ status: 200, body: { isHeard: true } })
  expect(await tell(nobodys('pi_unheard_of'))).toMatchObject({ status: 503, body: { code: 'card-away' } })
  peer.intents.set('pi_other', { organization: org.id, invoice: (await bills(org))[0].id })
  expect((await tell(nobodys('pi_other'))).status).toBe(200)
  const other = await billed()
  peer.intents.set('pi_elsewhere', { organization: org.id, invoice: (await bills(other.org))[0].id })
  expect((await tell(nobodys('pi_elsewhere'))).status).toBe(200)
  const { rows } = await world.owner.query(
    'select refused from control.card_events where refused is not null and organization_id = $1 order by refused',
    [org.id],
  )
  expect(rows).toEqual([{ refused: 'no such bill' }])
  expect((await bills(org))[0].refunded).toBeUndefined()
  await tell(refunded(2000))
  expect(await bills(org)).toMatchObject(credited)
})

describe('a second payment of one bill is credit', () => {
  /** Paid by the first payment; what the provider tells of a second one. */
  async function paidTwice() {
    const first = await billed()
    await tell(first.paid())
    const [bill] = await bills(first.org)
    const payment_intent = `pi_second_${counted}`
    const metadata = { organization: first.org.id, invoice: bill.id }
    peer.intents.set(payment_intent, metadata)
    const of = { currency: 'usd', payment_intent }
    const secondPaid = () =>
      peer.event('payment_intent.succeeded', { id: payment_intent, amount_received: 2000, currency: 'usd', metadata })
    const secondRefunded = (amount_refunded: number) =>
      peer.event('charge.refunded', { id: `ch_second_${counted}`, amount: 2000, amount_refunded, ...of })
    const secondLost = () =>
      peer.event('charge.dispute.closed', { id: `dp_second_${counted}`, amount: 2000, status: 'lost', ...of })
    const credit = async () => (await first.org.owner.get('/subscription')).body.credit?.amount ?? 0
    return { ...first, secondPaid, secondRefunded, secondLost, credit }
  }

  test('once, although two events tell of it, and less by what goes back', async () => {
    const { org, secondPaid, secondRefunded, credit } = await paidTwice()
    await tell(secondPaid())
    await Promise.all([tell(secondPaid()), tell(secondPaid())])
    expect(await credit()).toBe(2000)
    await tell(secondRefunded(500))
    expect(await credit()).toBe(1500)
    await Promise.all([tell(secondRefunded(2000)), tell(secondRefunded(2000))])
    await tell(secondRefunded(500))
    expect(await credit()).toBe(0)
    expect(await bills(org)).toMatchObject([{ state: 'paid' }])
  })

  test('none where it had gone back before it was told of', async () => {
    const { org, secondPaid, secondRefunded, secondLost, credit } = await paidTwice()
    await tell(secondRefunded(2000))
    await tell(secondPaid())
    expect(await credit()).toBe(0)
    await tell(secondLost())
    expect(await credit()).toBe(0)
    expect(await bills(org)).toMatchObject([{ state: 'paid' }])
  })

  test('owed on the next bill where it was used before it went back', async () => {
    const { org, secondPaid, secondLost, credit } = await paidTwice()
    await tell(secondPaid())
    await daysPass(world, org.id, 32)
    expect((await bills(org))[0]).toMatchObject({ state: 'paid', total: { amount: 0 } })
    await tell(secondLost())
    expect(await credit()).toBe(0)
    await daysPass(world, org.id, 32)
    const [next] = await bills(org)
    expect(next).toMatchObject({ state: 'open', total: { amount: 4000 } })
    expect(next.lines.map((line: { kind: string; amount: number }) => [line.kind, line.amount])).toEqual([
      ['period', 2000],
      ['credit-returned', 2000],
    ])
  })

  test('and so is a bill that an operator took back: what goes back of it then is credit no more', async () => {
    const { org, paid, refunded } = await billed()
    await tell(paid())
    await tell(refunded(500))
    const operator = await operatorOf(world)
    const [bill] = await bills(org)
    const correction = `/api/v1/platform/organizations/${org.id}/invoices/${bill.id}/correction`
    expect(await operator.post(correction, { reason: 'Billed by mistake' })).toMatchObject({ status: 201 })
    const credit = async () => (await org.owner.get('/subscription')).body.credit?.amount ?? 0
    expect(await credit()).toBe(1500)
    await tell(refunded(2000))
    await tell(refunded(2000))
    expect(await credit()).toBe(0)
  })

  test('nor is what a dispute took of a bill that an operator took back', async () => {
    const { org, paid, disputed } = await billed()
    await tell(paid())
    const operator = await operatorOf(world)
    const [bill] = await bills(org)
    const correction = `/api/v1/platform/organizations/${org.id}/invoices/${bill.id}/correction`
    expect(await operator.post(correction, { reason: 'Billed by mistake' })).toMatchObject({ status: 201 })
    expect((await org.owner.get('/subscription')).body.credit?.amount).toBe(2000)
    await tell(disputed('lost'))
    await tell(disputed('lost'))
    expect((await org.owner.get('/subscription')).body.credit).toBeUndefined()
  })

  test('and pays no bill by another event, once its first payment was lost', async () => {
    const { org, disputed, secondPaid, credit } = await paidTwice()
    await tell(secondPaid())
    await tell(disputed('lost'))
    expect((await bills(org))[0]).toMatchObject({ state: 'open' })
    await tell(secondPaid())
    expect((await bills(org))[0]).toMatchObject({ state: 'open' })
    expect(await credit()).toBe(2000)
  })
})
