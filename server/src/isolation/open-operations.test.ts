import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFromOutside } from '@polyclinic/contract/kit/access.ts'
import { newId } from '../kit/db/ids.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call, comparable, unknownIds } from './calls.ts'
import { operations, type Operation } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
/** In a database of its own, whose connections can be counted. */
let place: SeededOrganization
let other: SeededOrganization
let callers: [who: string, person: Person][]

beforeAll(async () => {
  world = await createWorld()
  place = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanary')
  other = await seedOrganization(await world.organization(), 'heron')
  const stranger = await world.account()
  callers = [
    ['nobody', world.anybody],
    ['a stranger', stranger],
    ['an owner of another organization', other.organization.owner],
    ['a member', place.people.nurse as Person],
  ]
  // from here on every connection is opened by a call of ours
  await world.application.workers?.stop()
})
afterAll(() => world.close())

/** Whatever anybody, or any account, may call with an organization or a secret in its address. */
const open = operations.filter(
  ({ path, meta: { permission } }) =>
    (permission === 'public' || permission === 'account' || isFromOutside(permission)) &&
    /\{(organization|organizationId|token|uid)\}/.test(path),
)
const inOrganization = open.filter(({ path }) => path.includes('{organization}'))
const byToken = inOrganization.filter(({ path }) => path.includes('{token}'))
/** That a clinic has this address is no secret: patients are told it, and ask there for their code. */
const saysThatItIsThere = new Set<string>(['patients.connections.request', 'patients.connections.confirm'])

/** How often connections to the organization's database were taken out meanwhile. */
async function openings(work: () => Promise<void>): Promise<number> {
  const pool = world.application.platform.databases.holding(place.organization.tenant.placement)
  let count = 0
  const note = () => void count++
  pool.on('acquire', note)
  await work()
  pool.off('acquire', note)
  return count
}

/** Tokens that prove nothing here: made up, of another organization, of two good halves that do not belong together. */
function badTokens(): string[] {
  const bytes = (token: string) => Buffer.from(token, 'base64url')
  const spliced = Buffer.concat([
    bytes(place.ids.appointmentToken).subarray(0, 16),
    bytes(other.ids.appointmentToken).subarray(16),
  ])
  return [randomBytes(32), bytes(other.ids.appointmentToken), spliced].map((token) => token.toString('base64url'))
}

const callWith = (person: Person, { method, path }: Operation, token: string, slug: string) =>
  person.call(method, path.replace('{organization}', slug).replace('{token}', token), {
    ...(method !== 'GET' && { body: {}, headers: { 'idempotency-key': newId() } }),
  })

test('a link that proves nothing opens nothing of the organization, whoever holds it and however it is sent', async () => {
  expect(byToken.length).toBeGreaterThan(0)
  const { slug } = place.organization
  const seen = new Set<string>()
  const opened = await openings(async () => {
    for (const token of badTokens()) {
      for (const operation of byToken)
        for (const [, person] of callers) {
          const { status, body } = await callWith(person, operation, token, slug)
          seen.add(JSON.stringify({ status, body: { ...body, requestId: '' } }))
        }
      for (const tail of ['', '/confirmation', '/cancellation', '/calendar.ics'])
        for (const method of ['GET', 'HEAD', 'POST'] as const) {
          const url = `/visit/${slug}/${token}${tail}`
          expect((await world.application.http!.inject({ method, url })).statusCode, `${method} ${tail}`).toBe(404)
        }
    }
  })
  expect(opened).toBe(0)
  expect([...seen].map((answer) => JSON.parse(answer) as object)).toMatchObject([{ status: 404 }])
  const visit = byToken.find(({ key }) => key === 'scheduling.appointmentLinks.get')!
  const looking = openings(
    async () => void (await callWith(world.anybody, visit, place.ids.appointmentToken, place.organization.slug)),
  )
  expect(await looking).toBeGreaterThan(0)
})

test('below an address that exists and one that does not, whoever holds nothing is answered alike', async () => {
  const nothing = unknownIds(place.ids)
  for (const operation of inOrganization)
    for (const [who, person] of callers) {
      const sample = samples[operation.key](nothing)
      const here = await call(person, operation, place.organization.slug, sample)
      const nowhere = await call(person, operation, 'no-such-place', sample)
      const what = `${operation.key} as ${who}`
      if (saysThatItIsThere.has(operation.key) && person.accountId) expect(nowhere.status, what).toBe(404)
      else expect(comparable(here, nothing), what).toBe(comparable(nowhere, nothing))
      expect(JSON.stringify(here.body), what).not.toContain(place.canary)
    }
})

test('a secret or an id that somebody else holds is, in other hands, like one that was never given out', async () => {
  const elsewhere = open.filter(({ path }) => !path.includes('{organization}'))
  const held: Record<string, string> = { organizationId: place.organization.id }
  for (const operation of elsewhere)
    for (const [who, person] of callers.slice(0, 3)) {
      const { params = {}, ...sample } = samples[operation.key](place.ids)
      const name = Object.keys(params)[0] ?? ''
      const real = { ...sample, params: { [name]: held[name] ?? place.ids.appointmentToken } }
      const madeUp = { ...sample, params: { [name]: name === 'organizationId' ? newId() : 'A'.repeat(43) } }
      const [one, two] = [
        await call(person, operation, place.organization.slug, real),
        await call(person, operation, place.organization.slug, madeUp),
      ]
      expect(comparable(one, place.ids), `${operation.key} as ${who}`).toBe(comparable(two, place.ids))
      expect(one.status, `${operation.key} as ${who}`).toBeGreaterThanOrEqual(400)
    }
})

test('what was founded by half is not there for others, and nobody but a member makes it whole', async () => {
  const half = await world.organization()
  await world.owner.query('update control.organizations set founded_at = null where id = $1', [half.id])
  for (const operation of inOrganization)
    for (const [who, person] of callers.slice(1)) {
      const answer = await call(person, operation, half.slug, samples[operation.key](place.ids))
      expect(answer.status, `${operation.key} as ${who}`).toBe(404)
    }
  const isFounded = async () =>
    (await world.owner.query('select founded_at is not null as is from control.organizations where id = $1', [half.id]))
      .rows[0].is as boolean
  expect(await isFounded()).toBe(false)
  expect((await half.owner.get('')).status).toBe(200)
  expect(await isFounded()).toBe(true)
})
