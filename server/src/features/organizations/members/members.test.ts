import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

test('members are listed with their roles, and nobody sees accounts of other organizations', async () => {
  const nurse = await organization.member('nurse')
  await world.account('A stranger')
  const { status, body } = await nurse.get('/members')
  expect(status).toBe(200)
  expect(body.items.map((each: { role: { key: string } }) => each.role.key).toSorted()).toEqual(['nurse', 'owner'])
  expect(body.items[0].abilities.remove).toMatchObject({ allowed: false })
})

test('a member is given another role and clinics; a stale version is refused', async () => {
  const clinic = (await organization.owner.post('/clinics', { name: 'East', timeZone: 'Europe/Berlin' })).body
  const someone = await organization.member('staff')
  const changed = await organization.owner.patch(
    `/members/${someone.accountId}`,
    { role: 'nurse', clinicIds: [clinic.id] },
    1,
  )
  expect(changed).toMatchObject({ status: 200, body: { role: { key: 'nurse' }, clinicIds: [clinic.id], version: 2 } })
  expect((await organization.owner.patch(`/members/${someone.accountId}`, { role: 'staff' }, 1)).status).toBe(412)
  expect((await organization.owner.patch(`/members/${someone.accountId}`, { role: 'staff' })).status).toBe(428)
  expect((await someone.get('/clinics')).body.items.map((each: { name: string }) => each.name)).toEqual(['East'])
})

test('the last owner stays: neither removed nor given another role, not even by two at once', async () => {
  const place = await world.organization()
  const { owner } = place
  expect(await owner.delete(`/members/${owner.accountId}`)).toMatchObject({ status: 409, body: { code: 'last-owner' } })
  expect(await owner.patch(`/members/${owner.accountId}`, { role: 'staff' }, 1)).toMatchObject({
    status: 409,
    body: { code: 'last-owner' },
  })
  const second = await place.member('owner')
  const answers = await Promise.all([
    owner.delete(`/members/${second.accountId}`),
    second.delete(`/members/${owner.accountId}`),
  ])
  const owners = await world.owner.query(
    "select count(*) as left from control.memberships where organization_id = $1 and role_key = 'owner'",
    [place.id],
  )
  expect(owners.rows[0].left).toBe(1)
  expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
})

test('nobody changes, removes or makes a member who may do more than they may themselves', async () => {
  const administrator = await organization.member('clinic-administrator')
  const someone = await organization.member('staff')
  expect((await administrator.delete(`/members/${organization.owner.accountId}`)).status).toBe(403)
  expect(await administrator.patch(`/members/${someone.accountId}`, { role: 'owner' }, 1)).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'role'] }] } },
  })
  expect(await administrator.post('/invitations', { email: 'x@new.test', role: 'owner' })).toMatchObject({
    status: 400,
  })
  expect((await administrator.patch(`/members/${someone.accountId}`, { role: 'nurse' }, 1)).status).toBe(200)
})

test('whoever was removed is refused at once', async () => {
  const someone = await organization.member('nurse')
  expect((await someone.get('/patients')).status).toBe(200)
  expect((await organization.owner.delete(`/members/${someone.accountId}`)).status).toBe(200)
  expect((await someone.get('/patients')).status).toBe(404)
  expect((await organization.owner.delete(`/members/${someone.accountId}`)).status).toBe(404)
})

test('whoever manages one clinic changes and removes nobody who works beyond it', async () => {
  const place = await world.organization()
  const clinic = async (name: string) =>
    (await place.owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id as string
  const [east, west] = [await clinic('East'), await clinic('West')]
  const manager = await place.member('clinic-administrator', { clinicIds: [east] })
  const inside = await place.member('nurse', { clinicIds: [east] })
  const outside = [
    await place.member('nurse', { clinicIds: [west] }),
    await place.member('nurse', { clinicIds: [east, west] }),
    await place.member('nurse'),
  ]
  for (const { accountId } of outside) {
    expect(await manager.delete(`/members/${accountId}`)).toMatchObject({ status: 403, body: { code: 'not-allowed' } })
    expect((await manager.patch(`/members/${accountId}`, { clinicIds: [east] }, 1)).status).toBe(403)
    expect((await manager.patch(`/members/${accountId}`, { role: 'staff' }, 1)).status).toBe(403)
  }
  expect((await manager.patch(`/members/${manager.accountId}`, { clinicIds: null }, 1)).status).toBe(400)
  const { items } = (await manager.get('/members')).body
  const changeable = items.filter(
    (each: { abilities: { remove: { allowed: boolean } } }) => each.abilities.remove.allowed,
  )
  expect(changeable.map((each: { accountId: string }) => each.accountId).toSorted()).toEqual(
    [manager.accountId, inside.accountId].toSorted(),
  )
  expect((await manager.patch(`/members/${inside.accountId}`, { role: 'staff' }, 1)).status).toBe(200)
  expect((await manager.delete(`/members/${inside.accountId}`)).status).toBe(200)
})
