import { afterAll, beforeAll, expect, test } from 'vitest'
import { isFromOutside } from '@polyclinic/contract/kit/access.ts'
import { toggleKeys, type ToggleKey } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { withKey } from '../testing/callers.ts'
import { operatorOf } from '../testing/operators.ts'
import { createWorld, type Person, type World } from '../testing/world.ts'
import { call } from './calls.ts'
import { everythingKept } from './everything-kept.ts'
import { operations } from './operations.ts'
import { samples } from './samples.ts'
import { seedOrganization, type SeededOrganization } from './seed.ts'

let world: World
let place: SeededOrganization
let operator: Person
beforeAll(async () => {
  world = await createWorld()
  place = await seedOrganization(await world.organization(), 'heron')
  operator = await operatorOf(world)
  await world.application.workers?.stop()
})
afterAll(() => world.close())

const decide = async (toggle: ToggleKey, body: object) => {
  const answer = await operator.post(`/api/v1/platform/toggles/${toggle}/rules`, { reason: 'Tried out', ...body })
  expect(answer.status).toBe(201)
  // the database tells of it a moment later, which live.test.ts waits for
  world.application.platform.transactions.rememberedTenants.forgetAll()
}
const takeAllBack = () => world.owner.query('delete from control.toggle_rules')

const toggled = operations.filter(({ meta }) => meta.toggle)
const ask = (person: Person, key: string) => {
  const operation = toggled.find((each) => each.key === key)!
  return call(person, operation, place.organization.slug, samples[operation.key](place.ids))
}

test('every toggle has an operation that obeys it, and none of them reads or takes data along', () => {
  for (const key of toggleKeys()) expect(toggled.map(({ meta }) => meta.toggle)).toContain(key)
  for (const { key, method, meta } of toggled) {
    expect(method, key).not.toBe('GET')
    expect(method, key).not.toBe('DELETE')
    expect(key, key).not.toMatch(/export/)
    expect(meta.permission, key).not.toMatch(/^(public|account|platform)/)
  }
})

test.each(['organization', 'everybody', 'percentage', 'plan'] as const)(
  'what is off by a rule of kind %s is refused in words to whoever has the right to it, and changes nothing',
  async (kind) => {
    const body = {
      organization: { kind, organization: place.organization.slug },
      everybody: { kind },
      percentage: { kind, percentage: 100 },
      plan: { kind, plan: 'pro' },
    }[kind]
    for (const key of toggleKeys()) await decide(key, { ...body, isOn: false })
    const visitor = await world.account()
    const before = await everythingKept(world.owner, place.organization.id)
    for (const operation of toggled) {
      const isMine = !isFromOutside(operation.meta.permission)
      const person = isMine ? place.organization.owner : visitor
      const sample = samples[operation.key](place.ids)
      const { status, body: said } = await call(person, operation, place.organization.slug, sample)
      expect([status, said.code, said.data], operation.key).toEqual([
        403,
        'feature-off',
        { feature: operation.meta.toggle, isInBiggerPlan: false },
      ])
    }
    expect(await everythingKept(world.owner, place.organization.id)).toBe(before)
    await takeAllBack()
  },
)

test('whoever has no right to it is told that first', async () => {
  for (const key of toggleKeys()) await decide(key, { kind: 'everybody', isOn: false })
  const stranger = await world.account()
  expect((await ask(stranger, 'scheduling.rooms.create')).status).toBe(404)
  const { body } = await ask(place.people.receptionist as Person, 'scheduling.rooms.create')
  expect(body.code).toBe('not-allowed')
  await takeAllBack()
})

test('what exists stays: a plan without the feature adds nothing, and reads, changes and archives what there is', async () => {
  const small = await world.organization({ plan: 'free' })
  const { body } = await small.owner.get('/clinics')
  const clinicId =
    body.items[0]?.id ?? (await small.owner.post('/clinics', { name: 'A', timeZone: 'Europe/Berlin' })).body.id
  const add = (name: string) => small.owner.post('/rooms', { name, clinicId })
  const has = (plan: string) =>
    world.owner.query('update control.organizations set plan = $2 where id = $1', [small.id, plan])
  expect(await add('Blue')).toMatchObject({
    status: 403,
    body: { code: 'feature-off', data: { feature: 'rooms', isInBiggerPlan: true } },
  })
  const featuresOff = async () => (await small.owner.get('/api/v1/me')).body.memberships[0].featuresOff
  expect(await featuresOff()).toEqual([{ feature: 'rooms', isInBiggerPlan: true }])
  await has('pro')
  expect(await featuresOff()).toEqual([])
  const made = await add('Blue')
  expect(made.status).toBe(201)
  await has('free')
  expect((await add('Red')).body.code).toBe('feature-off')
  expect((await small.owner.get('/rooms')).body.items).toMatchObject([{ name: 'Blue' }])
  const change = (fields: object, version: number) => small.owner.patch(`/rooms/${made.body.id}`, fields, version)
  expect((await change({ name: 'Green' }, 1)).status).toBe(200)
  expect((await change({ archived: true }, 2)).status).toBe(200)
})

test('what is decided for a role, an account or a clinic holds for them alone, and each is told what is off', async () => {
  const { owner, slug } = place.organization
  const { body } = await owner.get('/clinics')
  const [first] = body.items.map(({ id }: { id: string }) => id)
  const other = (await owner.post('/clinics', { name: 'Second', timeZone: 'Europe/Berlin' })).body.id as string
  const head = await place.organization.member('clinic-administrator')
  const scoped = await place.organization.member('clinic-administrator', { clinicIds: [first] })
  const add = async (who: Person, clinicId: string) => {
    const { status, body: said } = await who.post('/rooms', { name: `Room ${Math.random()}`, clinicId })
    return status === 201 ? 'added' : said.code
  }
  const off = async (who: Person) =>
    (await who.get('/api/v1/me')).body.memberships.flatMap((one: { featuresOff: { feature: string }[] }) =>
      one.featuresOff.map(({ feature }) => feature),
    )
  await decide('rooms', { kind: 'clinic', organization: slug, clinicId: first, isOn: false })
  expect([await add(head, first), await add(head, other), await add(scoped, first)]).toEqual([
    'feature-off',
    'added',
    'feature-off',
  ])
  expect([await off(head), await off(scoped)]).toEqual([[], ['rooms']])
  await decide('rooms', { kind: 'role', role: 'clinic-administrator', isOn: true })
  expect([await add(head, first), await add(scoped, first), await add(owner, first)]).toEqual([
    'added',
    'added',
    'feature-off',
  ])
  await decide('rooms', { kind: 'account', email: head.email, isOn: false })
  expect([await add(head, other), await add(scoped, first)]).toEqual(['feature-off', 'added'])
  expect([await off(head), await off(scoped)]).toEqual([['rooms'], []])
  await takeAllBack()
})

test('programs stop where programs are off, reading too, and go on when they are on again', async () => {
  const { owner, slug } = place.organization
  const { body } = await owner.post('/api-keys', { name: 'Laboratory', permissions: ['patients.read'], days: 30 })
  const program = withKey(world, place.organization, body.key)
  expect((await program.get('/clinics')).status).toBe(200)
  await decide('programs', { kind: 'organization', organization: slug, isOn: false })
  expect(await program.get('/clinics')).toMatchObject({ status: 403, body: { code: 'feature-off' } })
  expect((await owner.get('/api-keys')).status).toBe(200)
  await takeAllBack()
  expect((await program.get('/clinics')).status).toBe(200)
})
