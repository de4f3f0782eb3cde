import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isForAnybody } from '@polyclinic/contract/kit/access.ts'
import { programPermissions } from '@polyclinic/contract/kit/permission.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call, comparable, swappedIn, unknownIds } from './calls.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let pooled: SeededOrganization
let dedicated: SeededOrganization

beforeAll(async () => {
  world = await createWorld()
  pooled = await seedOrganization(await world.organization(), 'heron')
  dedicated = await seedOrganization(await world.organization({ dedicated: true }), 'xyzcanary')
  // one person who owns both: only the key keeps their programs apart
  await dedicated.organization.join(pooled.organization.owner, 'owner')
})
afterAll(() => world.close())

const everyOperation = operations.filter(({ key }) => key !== 'organizations.live.changes')
/** A test calls every operation with each id that it takes, twice: the time that it has grows with the contract. */
const ownMatters = operations.filter(({ path }) => !path.includes('{organization}'))

const isGiven = (permission: string) =>
  permission === 'member' || programPermissions().some((given) => given === permission)

/** A program with every tick that there is. */
async function program({ organization }: SeededOrganization): Promise<Person> {
  const body = { name: 'Everything', permissions: programPermissions(), days: 1 }
  const { key } = (await organization.owner.post('/api-keys', body)).body
  return world.bearer(key, organization.slug)
}

describe.each([
  ['a pooled organization', () => [pooled, dedicated] as const],
  ['a dedicated organization', () => [dedicated, pooled] as const],
])('a key of %s, made by somebody who owns another one, too', (_name, pair) => {
  let key: Person
  beforeAll(async () => void (key = await program(pair()[0])))

  test('opens nothing of the other one: its address looks like one that does not exist', async () => {
    const theirs = pair()[1]
    for (const operation of everyOperation.filter(
      ({ path, meta }) => path.includes('{organization}') && !isForAnybody(meta.permission),
    )) {
      const foreign = await call(key, operation, theirs.organization.slug, samples[operation.key](theirs.ids))
      const unknown = await call(key, operation, 'no-such-place', samples[operation.key](theirs.ids))
      expect(foreign.status, operation.key).toBe(404)
      expect(comparable(foreign, theirs.ids), operation.key).toBe(comparable(unknown, theirs.ids))
    }
  })

  test('finds nothing of the other one by an id, in path, query or body', async () => {
    const [ours, theirs] = pair()
    const nobody = unknownIds(ours.ids)
    for (const operation of everyOperation.filter(({ path }) => path.includes('{organization}'))) {
      for (const name of swappedIn(ours.ids)) {
        const foreignIds = samples[operation.key]({ ...ours.ids, [name]: theirs.ids[name] })
        if (JSON.stringify(foreignIds) === JSON.stringify(samples[operation.key](ours.ids))) continue
        const unknownSample = samples[operation.key]({ ...ours.ids, [name]: nobody[name] })
        const foreign = await call(key, operation, ours.organization.slug, foreignIds)
        const unknown = await call(key, operation, ours.organization.slug, unknownSample)
        expect(comparable(foreign, theirs.ids), `${operation.key} with a foreign ${name}`).toBe(
          comparable(unknown, nobody),
        )
        expect(JSON.stringify(foreign.body), operation.key).not.toContain(theirs.canary)
      }
    }
  })

  test('reads nothing and changes nothing of the person who made it', async () => {
    const [ours] = pair()
    for (const operation of ownMatters.filter(({ meta }) => meta.permission !== 'public')) {
      const answer = await call(key, operation, ours.organization.slug, samples[operation.key](ours.ids))
      expect(answer, operation.key).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    }
  })

  test('cannot do what only a person may confirm', async () => {
    const [ours] = pair()
    for (const operation of everyOperation.filter(
      ({ path, meta }) => meta.confirmed && path.includes('{organization}'),
    )) {
      const answer = await call(key, operation, ours.organization.slug, samples[operation.key](ours.ids))
      // what is for people alone no program was given in the first place
      const code = isGiven(operation.meta.permission) ? 'confirmation-needed' : 'not-allowed'
      expect(answer, operation.key).toMatchObject({ status: 403, body: { code } })
    }
  })
})
