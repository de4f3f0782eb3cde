import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isForAnybody, isFromOutside } from '@polyclinic/contract/kit/access.ts'
import type { Ids } from '../testing/isolation.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call, comparable, unknownIds } from './calls.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

// each case walks all operations
let world: World
let pooled: SeededOrganization
let dedicated: SeededOrganization

beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  pooled = await seedOrganization(await world.organization(), 'heron')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanary')
})
afterAll(() => world.close())

const inOrganization = operations.filter(
  ({ key, path }) => path.includes('{organization}') && key !== 'organizations.live.changes',
)
const forMembers = inOrganization.filter(({ meta }) => !isFromOutside(meta.permission))
const forOutsiders = inOrganization.filter(({ meta }) => isFromOutside(meta.permission))
/** That a clinic has this address is no secret: patients are told it, and ask there for their code. */
const saysThatItIsThere = new Set<string>(['patients.connections.request', 'patients.connections.confirm'])

interface Outsiders {
  /** Linked to the seeded patient, with all that a link opens. */
  linked: Person
  /** Linked to it with a link that opens nothing but the name. */
  narrowed: Person
  stranger: Person
  /** Somebody else's patient, whom none of them may see. */
  elsePatient: string
}

async function outsidersOf({ organization, ids }: SeededOrganization): Promise<Outsiders> {
  const [linked, narrowed, stranger] = [await world.account(), await world.account(), await world.account()]
  for (const [{ accountId }, permissions] of [
    [linked, ['appointments', 'records', 'billing', 'messages']],
    [narrowed, []],
  ] as const) {
    await organization.database.query(
      `insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation, permissions)
       values ($1, $2, $3, 'self', $4)`,
      [organization.id, ids.patient, accountId, permissions],
    )
    await world.owner.query('insert into control.account_directory values ($1, $2)', [organization.id, accountId])
  }
  const { body } = await organization.owner.post('/patients', { kind: 'human', givenName: 'Xyzelse' })
  return { linked, narrowed, stranger, elsePatient: body.id }
}

describe.each([
  ['a pooled organization', () => [pooled, dedicated] as const],
  ['a dedicated organization', () => [dedicated, pooled] as const],
])('those who come to %s from outside', (_name, pair) => {
  let outsiders: Outsiders
  beforeAll(async () => void (outsiders = await outsidersOf(pair()[0])))
  const people = () => Object.entries(outsiders).filter((one): one is [string, Person] => typeof one[1] !== 'string')

  test('find nothing there that is for members, whatever their link opens', async () => {
    const [ours] = pair()
    for (const operation of forMembers)
      for (const [who, person] of people()) {
        const here = await call(person, operation, ours.organization.slug, samples[operation.key](ours.ids))
        const nowhere = await call(person, operation, 'no-such-place', samples[operation.key](ours.ids))
        expect(here.status, `${operation.key} as ${who}`).toBe(404)
        expect(comparable(here, ours.ids), `${operation.key} as ${who}`).toBe(comparable(nowhere, ours.ids))
      }
  })

  test('find nothing at all in another organization, whose ids answer like those that nobody has', async () => {
    const [, theirs] = pair()
    const nobody = unknownIds(theirs.ids)
    const ask = (person: Person, key: (typeof operations)[number], slug: string, ids: Ids) =>
      call(person, key, slug, samples[key.key](ids))
    for (const operation of inOrganization.filter(({ key }) => !saysThatItIsThere.has(key)))
      for (const [who, person] of people()) {
        // a link proves itself in any hands: theirs is tried below
        if (isForAnybody(operation.meta.permission)) continue
        const foreign = await ask(person, operation, theirs.organization.slug, theirs.ids)
        const unknown = await ask(person, operation, theirs.organization.slug, nobody)
        const nowhere = await ask(person, operation, 'no-such-place', theirs.ids)
        const what = `${operation.key} as ${who}`
        expect(foreign.status, what).toBe(404)
        expect(comparable(foreign, theirs.ids), what).toBe(comparable(unknown, nobody))
        expect(comparable(foreign, theirs.ids), what).toBe(comparable(nowhere, theirs.ids))
      }
  })

  test('are shown by what is theirs to ask nobody else of the same organization, nor anybody by a foreign id', async () => {
    const [ours, theirs] = pair()
    const nobody = unknownIds(ours.ids)
    const others = [
      ['patient', outsiders.elsePatient],
      ['patient', theirs.ids.patient],
      ['appointmentToken', theirs.ids.appointmentToken],
    ] as const
    for (const operation of forOutsiders)
      for (const [name, foreign] of others) {
        const asked = { ...ours.ids, [name]: foreign }
        const unheld = { ...ours.ids, [name]: nobody[name] }
        const sample = samples[operation.key](asked)
        if (JSON.stringify(sample) === JSON.stringify(samples[operation.key](ours.ids))) continue
        for (const [who, person] of [...people(), ['nobody', world.anybody] as const]) {
          const one = await call(person, operation, ours.organization.slug, sample)
          const two = await call(person, operation, ours.organization.slug, samples[operation.key](unheld))
          const what = `${operation.key} as ${who} with a foreign ${name}`
          expect(one.status, what).toBeGreaterThanOrEqual(400)
          expect(comparable(one, asked), what).toBe(comparable(two, unheld))
        }
      }
    for (const operation of forOutsiders.filter(({ method }) => method === 'GET'))
      for (const [who, person] of people()) {
        const { body } = await call(person, operation, ours.organization.slug, samples[operation.key](ours.ids))
        expect(JSON.stringify(body), `${operation.key} as ${who}`).not.toMatch(new RegExp(`Xyzelse|${theirs.canary}`))
      }
  })

  test('see what their link opens where it opens it, and are told so where it does not', async () => {
    const [ours] = pair()
    for (const operation of forOutsiders.filter(({ meta }) => meta.permission.startsWith('linked:'))) {
      const sample = samples[operation.key](ours.ids)
      const ask = (person: Person) => call(person, operation, ours.organization.slug, sample)
      expect((await ask(outsiders.linked)).status, operation.key).toBeLessThan(300)
      expect(await ask(outsiders.narrowed), operation.key).toMatchObject({
        status: 403,
        body: { code: 'not-allowed', data: { permission: operation.meta.permission } },
      })
      expect((await ask(outsiders.stranger)).status, operation.key).toBe(404)
    }
  })

  test('with a link from a mail see the given name on its page, and of the organization no other word about a person', async () => {
    const [ours] = pair()
    for (const person of [world.anybody, outsiders.stranger]) {
      const { status, body } = await person.get(
        `/api/v1/organizations/${ours.organization.slug}/visits/${ours.ids.appointmentToken}`,
      )
      expect(status).toBe(200)
      const said = JSON.stringify(body)
      expect(body.patientGivenName).toBe(ours.canary)
      for (const word of [
        'Family',
        'Guardian',
        '@patient.test',
        '@guardian.test',
        '5550199',
        'memo',
        'note',
        ours.ids.patient,
      ])
        expect(said).not.toContain(word)
    }
  })
})
