import { afterAll, beforeAll, expect, test } from 'vitest'
import { seed } from '../../../testing/deep.ts'
import { unknownId } from '../../../testing/isolation.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { addGuardian } from '../guardians/actions.ts'
import { addPatients, type NewPatient } from '../patients/actions.ts'
import { compareSome } from './actions.ts'
import { randomPeople } from './people-fixture.ts'

let world: World
beforeAll(async () => void (world = await createWorld({}, { hasWorker: false })))
afterAll(() => world?.close())

async function compareAll(org: TestOrganization): Promise<number> {
  let all = 0
  for (;;) {
    const some = await org.inTenant((tx) => compareSome(tx, 50))
    if (some === 0) return all
    all += some
  }
}

const found = async (org: TestOrganization) => {
  const pairs: { id: string; patients: { id: string }[]; reasons: string[] }[] = []
  let cursor = ''
  for (;;) {
    const { body } = await org.owner.get(`/duplicate-pairs?limit=100${cursor}`)
    pairs.push(...body.items)
    if (!body.nextCursor) return pairs
    cursor = `&cursor=${body.nextCursor}`
  }
}
const inOrder = (pair: readonly string[]) => pair.toSorted((one, other) => (one < other ? -1 : 1)).join(' ')
const nameOf = ({ patients }: { patients: { id: string }[] }) => inOrder(patients.map(({ id }) => id))

test(`of those who are on file twice 95 in 100 are found, and one in 100 at most is wrong (seed ${seed})`, async () => {
  const org = await world.organization()
  const { people, same } = randomPeople(seed)
  const ids = await org.inTenant(async (tx) => {
    const owners = new Map<number, string>()
    for (const { owner } of people)
      if (owner !== undefined && !owners.has(owner))
        owners.set(owner, (await addGuardian(tx, { name: `Owner Number ${owner}` })).id)
    const fields = people.map(({ owner, ...each }): NewPatient => ({
      ...each,
      ...(owner !== undefined && { guardianIds: [owners.get(owner) as string] }),
    }))
    return addPatients(tx, fields)
  })
  const meant = new Set(same.map(([one, other]) => inOrder([ids[one] as string, ids[other] as string])))
  expect(await compareAll(org)).toBe(people.length)
  const pairs = (await found(org)).map(nameOf)
  const right = pairs.filter((pair) => meant.has(pair))
  const said = (pair: string) => pair.split(' ').map((id) => JSON.stringify(people[ids.indexOf(id)]))
  expect(
    right.length / meant.size,
    [...meant]
      .filter((pair) => !pairs.includes(pair))
      .map(said)
      .join('\n'),
  ).toBeGreaterThanOrEqual(0.95)
  const wrong = pairs.filter((pair) => !meant.has(pair))
  expect(wrong.length / pairs.length, wrong.map(said).join('\n')).toBeLessThanOrEqual(0.01)
})

test('who was compared is not compared again until something of theirs changes, and what holds no more goes', async () => {
  const org = await world.organization()
  const ada = { kind: 'human', givenName: 'Ada', familyName: 'Twice', birthDate: '1990-04-04' } as const
  const [one, other] = (await org.inTenant((tx) => addPatients(tx, [ada, ada]))) as [string, string]
  expect(await compareAll(org)).toBe(2)
  expect(await compareAll(org)).toBe(0)
  const versions = async () => (await org.owner.get(`/patients/${one}`)).body.version
  expect(await versions()).toBe(1)
  expect((await found(org)).map(nameOf)).toEqual([[one, other].toSorted().join(' ')])

  await org.owner.patch(`/patients/${other}`, { givenName: 'Zacharias', birthDate: '1940-12-31' }, 1)
  expect(await compareAll(org)).toBe(1)
  expect(await found(org)).toEqual([])
})

test('what somebody said of two stays said; one that was merged or lies beyond what the caller sees is not asked about', async () => {
  const org = await world.organization()
  const clinic = (await org.owner.post('/clinics', { name: 'One', timeZone: 'Europe/Berlin' })).body.id
  const ada = { kind: 'human', givenName: 'Ada', familyName: 'Twice', birthDate: '1990-04-04' } as const
  const bea = { ...ada, givenName: 'Bea', familyName: 'Thrice' }
  const [, , keptId, mergedId] = (await org.inTenant((tx) => addPatients(tx, [ada, ada, bea, bea]))) as string[]
  await compareAll(org)
  const [pair] = (await found(org)).filter(({ patients }) => patients.every(({ id }) => id !== keptId))
  const key = { 'idempotency-key': `dismiss-${pair?.id}` }
  expect((await org.owner.post(`/duplicate-pairs/${pair?.id}/dismissal`, undefined, key)).body).toEqual({
    id: pair?.id,
  })
  expect((await org.owner.post(`/duplicate-pairs/${pair?.id}/dismissal`)).status).toBe(404)
  expect((await org.owner.post(`/duplicate-pairs/${unknownId}/dismissal`, undefined, key)).body.code).toBe('key-reused')
  await world.owner.query('update tenant.patients set compared_version = 0 where organization_id = $1', [org.id])
  await compareAll(org)
  expect(await found(org)).toHaveLength(1)

  const role = await org.owner.post('/roles', {
    name: 'Mergers',
    copyOf: 'practitioner',
    permissions: ['patients.read', 'patients.merge'],
  })
  const scoped = await org.member(role.body.key, { clinicIds: [clinic] })
  expect((await scoped.get('/duplicate-pairs')).body).toMatchObject({ items: [], total: 0 })

  await org.owner.post('/patient-merges', { keptId, mergedId, keptVersion: 1, mergedVersion: 1 })
  expect((await org.owner.get('/duplicate-pairs')).body).toMatchObject({ items: [], total: 0 })
})
