import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

test('a copied role does what is ticked, from the next request on', async () => {
  const { owner } = organization
  const made = await owner.post('/roles', {
    name: 'Front desk',
    copyOf: 'receptionist',
    permissions: ['appointments.read'],
  })
  expect(made).toMatchObject({
    status: 201,
    body: { key: 'front-desk', isBuiltIn: false, permissions: ['appointments.read'] },
  })
  const someone = await organization.member('front-desk')
  expect(await someone.get('/patients')).toMatchObject({ status: 403, body: { data: { permission: 'patients.read' } } })
  const ticked = await owner.patch(
    '/roles/front-desk',
    { permissions: ['appointments.read', 'patients.read'] },
    made.body.version,
  )
  expect(ticked.status).toBe(200)
  expect((await someone.get('/patients')).status).toBe(200)
  expect((await owner.patch('/roles/front-desk', { name: 'Desk' }, made.body.version)).status).toBe(412)
  const listed = await owner.get('/roles')
  expect(listed.body.items.find((each: { key: string }) => each.key === 'front-desk')).toMatchObject({
    memberCount: 1,
    abilities: { remove: { allowed: false, reason: 'in-use' } },
  })
  expect(await owner.delete('/roles/front-desk')).toMatchObject({ status: 409, body: { code: 'in-use' } })
})

test('a role that nobody holds is removed; built-in roles stay as they are', async () => {
  const { owner } = organization
  const made = await owner.post('/roles', { name: 'Nobody', copyOf: 'staff' })
  expect((await owner.delete('/roles/nobody', 9)).status).toBe(412)
  expect(await owner.delete('/roles/nobody', made.body.version)).toMatchObject({ status: 200, body: { key: 'nobody' } })
  expect(await owner.patch('/roles/nurse', { name: 'N' }, 1)).toMatchObject({
    status: 409,
    body: { code: 'wrong-state' },
  })
  expect(await owner.delete('/roles/nurse')).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
})

test('a name is given once, also beside the built-in ones; a key answers the same again', async () => {
  const { owner } = organization
  const first = await owner.post('/roles', { name: 'Twice', copyOf: 'staff' }, { 'idempotency-key': 'role-1' })
  expect(await owner.post('/roles', { name: 'Twice', copyOf: 'staff' }, { 'idempotency-key': 'role-1' })).toMatchObject(
    { status: 201, body: first.body },
  )
  expect(await owner.post('/roles', { name: 'Other', copyOf: 'staff' }, { 'idempotency-key': 'role-1' })).toMatchObject(
    { status: 422, body: { code: 'key-reused' } },
  )
  expect(await owner.post('/roles', { name: 'TWICE', copyOf: 'staff' })).toMatchObject({
    status: 409,
    body: { code: 'already-exists' },
  })
  expect(await owner.post('/roles', { name: 'Nurse', copyOf: 'staff' })).toMatchObject({ status: 409 })
  expect((await owner.post('/roles', { name: 'الاستقبال', copyOf: 'staff' })).status).toBe(201)
})

test('whoever manages roles can tick only what they may do themselves', async () => {
  await organization.owner.post('/roles', {
    name: 'Role keeper',
    copyOf: 'staff',
    permissions: ['roles.manage', 'members.read'],
  })
  const keeper = await organization.member('role-keeper')
  expect(await keeper.post('/roles', { name: 'More', copyOf: 'staff', permissions: ['audit.read'] })).toMatchObject({
    status: 403,
  })
  expect((await keeper.post('/roles', { name: 'Copy of owner', copyOf: 'owner' })).status).toBe(400)
  expect((await keeper.post('/roles', { name: 'Less', copyOf: 'owner', permissions: ['members.read'] })).status).toBe(
    201,
  )
})

test('a copy is clinical as what it was copied from, unless ticked otherwise', async () => {
  const { owner } = organization
  const builtIn = (await owner.get('/roles')).body.items.filter((each: { isClinical: boolean }) => each.isClinical)
  expect(builtIn.map((each: { key: string }) => each.key)).toEqual(['practitioner', 'nurse'])
  const copied = await owner.post('/roles', { name: 'Healer', copyOf: 'nurse' })
  expect(copied.body.isClinical).toBe(true)
  expect((await owner.post('/roles', { name: 'Healer twice', copyOf: 'healer' })).body.isClinical).toBe(true)
  expect((await owner.post('/roles', { name: 'Clerk', copyOf: 'nurse', isClinical: false })).body.isClinical).toBe(
    false,
  )
  expect((await owner.post('/roles', { name: 'Helper', copyOf: 'staff' })).body.isClinical).toBe(false)
  const unticked = await owner.patch('/roles/healer', { isClinical: false }, copied.body.version)
  expect(unticked).toMatchObject({ status: 200, body: { isClinical: false, name: 'Healer' } })
})
