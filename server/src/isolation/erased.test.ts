import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

// Of somebody who was erased no operation that reads says anything, in an organization in which every feature keeps something of them.

let world: World
let place: SeededOrganization
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  place = await seedOrganization(await world.organization(), 'merle')
})
afterAll(() => world?.close())

/** What nothing else of the organization is called. */
const told = {
  givenName: 'Ottokar',
  familyName: 'Wiedehopf',
  aliases: [{ kind: 'birth', text: 'Zaunkoenig' }],
  contact: { phone: '+49 431 8642097', email: 'ottokar@wiedehopf.test' },
  memo: 'likes thistles',
}
const canaries = /ottokar|wiedehopf|zaunk|8642097|thistles/i

const reading = operations.filter(
  ({ key, method, path }) =>
    method === 'GET' && path.includes('{organization}') && key !== 'organizations.live.changes',
)

async function saying(who: Person): Promise<string[]> {
  const said: string[] = []
  for (const operation of reading) {
    const answer = await call(who, operation, place.organization.slug, samples[operation.key](place.ids))
    if (canaries.test(JSON.stringify(answer.body))) said.push(operation.key)
  }
  for (const search of ['ottokar', 'wiedehopf', '8642097', 'ottokar@wiedehopf.test'])
    for (const path of ['/patients', '/patients?archived=only', '/guardians', '/emergency-candidates']) {
      const answer = await who.get(`${path}${path.includes('?') ? '&' : '?'}search=${encodeURIComponent(search)}`)
      if (canaries.test(JSON.stringify(answer.body))) said.push(`${path} ${search}`)
    }
  return said
}

test('what was told of somebody is said by many operations, and by none once they are erased', async () => {
  const { organization, ids } = place
  const { owner } = organization
  const changed = await owner.call('PATCH', `/patients/${ids.patient}`, { body: told, headers: { 'if-match': '*' } })
  expect(changed.status, JSON.stringify(changed.body)).toBe(200)
  expect((await saying(owner)).length).toBeGreaterThan(5)
  // visits that lie ahead would stand against it
  await world.owner.query(
    `update tenant.appointments set state = 'cancelled', cancelled_at = now() where patient_id = $1`,
    [ids.patient],
  )
  const erased = await owner.post(`/patients/${ids.patient}/erasure`)
  expect(erased.status, JSON.stringify(erased.body)).toBe(201)
  expect(erased.body.retainedUntil).toEqual(expect.any(String))
  for (const who of [owner, place.people.receptionist as Person, place.people.nurse as Person])
    expect(await saying(who)).toEqual([])
})
