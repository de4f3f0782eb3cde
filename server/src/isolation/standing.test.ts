import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFromOutside } from '@polyclinic/contract/kit/access.ts'
import { goesOn, statuses, type Status } from '@polyclinic/contract/kit/standing/status.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { everythingKept } from './everything-kept.ts'
import { operations, type Operation } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let place: SeededOrganization
let stranger: Person
beforeAll(async () => {
  world = await createWorld()
  place = await seedOrganization(await world.organization(), 'heron')
  stranger = await world.account()
})
afterAll(() => world.close())

const set = (status: Status, reason: string | null = null) =>
  world.owner.query(
    'update control.organizations set status = $2, status_reason = $3, status_since = clock_timestamp() where id = $1',
    [place.organization.id, status, reason],
  )

// a stream goes on until its client goes
const inOrganization = operations.filter(
  ({ path, key }) => path.includes('{organization}') && key !== 'organizations.live.changes',
)
const ofMembers = inOrganization.filter(({ meta: { permission } }) => !isFromOutside(permission))
const isRead = ({ method }: Operation) => method === 'GET'
const ask = (person: Person, operation: Operation) =>
  call(person, operation, place.organization.slug, samples[operation.key](place.ids))

describe.each(['read-only', 'suspended', 'moving', 'closed'] as const)('in an organization that is %s', (status) => {
  beforeAll(() => set(status, 'Looked into'))
  afterAll(() => set('active'))

  test('what may not go on is refused in words to whoever has the right to it, and changes nothing', async () => {
    await world.application.workers?.stop()
    const before = await everythingKept(world.owner, place.organization.id)
    const held = ofMembers.filter((operation) => !goesOn(status, { isRead: isRead(operation), ...operation.meta }))
    expect(held.length).toBeGreaterThan(30)
    for (const operation of held) {
      const { status: code, body } = await ask(place.organization.owner, operation)
      expect([code, body.code, body.data], operation.key).toEqual([403, 'organization-held', { status }])
    }
    expect(await everythingKept(world.owner, place.organization.id)).toBe(before)
  })

  test('whoever has no right here is told nothing of it', async () => {
    for (const operation of inOrganization) {
      const { body } = await ask(stranger, operation)
      const isOpen = operation.meta.permission === 'visitor' || operation.meta.permission === 'visitor:account'
      if (!isOpen || status === 'closed') expect(body.code, operation.key).not.toBe('organization-held')
    }
    const write = ofMembers.find(({ key }) => key === 'organizations.roles.create') as Operation
    expect((await ask(place.people.receptionist as Person, write)).body.code).toBe('not-allowed')
  })
})

test('reading goes on in every status until the organization is closed, and the owner is told why', async () => {
  for (const status of Object.keys(statuses) as Status[]) {
    await set(status, 'A bill of March')
    for (const operation of ofMembers.filter((each) => isRead(each))) {
      const { body } = await ask(place.organization.owner, operation)
      expect(body?.code === 'organization-held', `${operation.key} while ${status}`).toBe(status === 'closed')
    }
    const { body } = await place.organization.owner.call('GET', '/api/v1/me')
    const [{ organization }] = body.memberships
    expect(organization.standing).toMatchObject({ status, reason: 'A bill of March' })
    expect(Date.parse(organization.standing.since)).not.toBeNaN()
  }
  await set('active')
})

test('what takes data along or ends something goes on while nothing can be added', async () => {
  await set('read-only')
  const { owner } = place.organization
  expect((await owner.post('/patients', { kind: 'human', givenName: 'Ada' })).body.code).toBe('organization-held')
  const export_ = ofMembers.find(({ key }) => key === 'audit.log.export') as Operation
  expect((await ask(owner, export_)).status).toBeLessThan(300)
  // the way forward
  expect((await owner.put('/subscription', { plan: 'free' })).status).toBe(200)
  await set('active')
  expect((await owner.post('/patients', { kind: 'human', givenName: 'Ada' })).status).toBe(201)
})

test('no request of an organization changes how it stands', async () => {
  const { rows } = await world.owner.query(
    `select column_name::text as name from information_schema.columns where table_schema = 'control'
     and table_name = 'organizations' and column_name like 'status%'
     and has_column_privilege($1, 'control.organizations', column_name::text, 'update')`,
    [`${world.application.platform.databases.rolePrefix}_app`],
  )
  expect(rows).toEqual([])
})
