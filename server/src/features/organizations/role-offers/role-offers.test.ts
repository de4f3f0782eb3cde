import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarePermissions } from '@polyclinic/contract/kit/permission.ts'
import { createWorld, type Answer, type TestOrganization, type World } from '../../../testing/world.ts'

// named where the operation that ticks reads its catalogue, once
declarePermissions({ 'till.tick': { roles: ['receptionist'] } })

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

/** Brings what a release would: a permission that these built-in roles hold. */
const bring = (permission: string, ...roles: ('nurse' | 'receptionist')[]) =>
  declarePermissions({ [permission]: { roles } })

const copy = async (name: string, copyOf: string, permissions?: string[]) => {
  const made = await organization.owner.post('/roles', { name, copyOf, permissions })
  expect(made.status).toBe(201)
  return String(made.body.key)
}
const answer = (...answers: { role: string; take?: string[]; leave?: string[] }[]) =>
  organization.owner.post('/role-offers/answers', {
    answers: answers.map(({ take = [], leave = [], ...one }) => ({ ...one, take, leave })),
  })
const offersOf = ({ body }: Answer, role: string): string[] =>
  (body.items as { role: { key: string }; permissions: string[] }[]).find((one) => one.role.key === role)
    ?.permissions ?? []
const offered = async (role: string) => offersOf(await organization.owner.get('/role-offers'), role)
const held = async (role: string): Promise<string[]> =>
  (await organization.owner.get('/roles')).body.items.find((one: { key: string }) => one.key === role).permissions

test('a permission that a release brings is offered to copies of the roles that hold it, and given to none', async () => {
  const desk = await copy('Front desk', 'receptionist', ['appointments.read'])
  const ward = await copy('Ward', 'nurse')
  expect(await offered(desk)).toEqual([])
  bring('till.open', 'receptionist')
  expect(await offered(desk)).toEqual(['till.open'])
  expect(await offered(ward)).toEqual([])
  expect(await held(desk)).toEqual(['appointments.read'])
  const someone = await organization.member(desk)
  expect((await someone.get('/api/v1/me')).body.memberships[0].permissions).toEqual(['appointments.read'])
})

test('what is taken is held from then on, what is left is never offered again; neither twice', async () => {
  const desk = await copy('Two desks', 'receptionist', [])
  bring('till.count', 'receptionist')
  bring('till.close', 'receptionist')
  expect(await offered(desk)).toEqual(['till.count', 'till.close'])
  const answered = await answer({ role: desk, take: ['till.count'], leave: ['till.close'] })
  expect(answered.status).toBe(200)
  expect(offersOf(answered, desk)).toEqual([])
  expect(await held(desk)).toEqual(['till.count'])
  for (const again of [{ take: ['till.close'] }, { leave: ['till.close'] }, { take: ['till.count'] }])
    expect(await answer({ role: desk, ...again })).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect(await held(desk)).toEqual(['till.count'])
})

test('two who answer at once: one answer counts, the other is told', async () => {
  const desk = await copy('Raced desk', 'receptionist', [])
  bring('till.race', 'receptionist')
  const both = await Promise.all([
    answer({ role: desk, take: ['till.race'] }),
    answer({ role: desk, leave: ['till.race'] }),
  ])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(await held(desk)).toEqual(both[0]?.status === 200 ? ['till.race'] : [])
})

test('answers for several roles are all kept or none, and what is not offered is taken by nobody', async () => {
  const [one, two] = [await copy('One of two', 'receptionist', []), await copy('Two of two', 'receptionist', [])]
  bring('till.both', 'receptionist')
  const refused = [
    [
      { role: one, take: ['till.both'] },
      { role: 'no-such-role', take: ['till.both'] },
    ],
    [
      { role: one, take: ['till.both'] },
      { role: two, take: ['audit.read'] },
    ],
    [{ role: one, take: ['till.both'], leave: ['till.both'] }],
  ]
  for (const answers of refused)
    expect(await answer(...answers)).toMatchObject({ status: 409, body: { code: 'wrong-state' } })
  expect(await held(one)).toEqual([])
  expect((await answer({ role: one, take: ['till.both'] }, { role: two, leave: ['till.both'] })).status).toBe(200)
  expect([await held(one), await held(two)]).toEqual([['till.both'], []])
})

test('another organization’s role is answered like one that does not exist', async () => {
  const other = await world.organization()
  const theirs = (await other.owner.post('/roles', { name: 'Theirs alone', copyOf: 'receptionist', permissions: [] }))
    .body
  bring('till.foreign', 'receptionist')
  const [foreign, unknown] = [
    await answer({ role: theirs.key, take: ['till.foreign'] }),
    await answer({ role: 'no-such-role', take: ['till.foreign'] }),
  ]
  for (const role of [theirs.key, 'no-such-role']) expect((await answer({ role })).status).toBe(409)
  expect(foreign.status).toBe(409)
  expect({ ...foreign.body, requestId: '' }).toEqual({ ...unknown.body, requestId: '' })
  expect(offersOf(await other.owner.get('/role-offers'), theirs.key)).toEqual(['till.foreign'])
})

test('a tick is an answer, a tick that is left out is none; a permission that was taken away later is not offered anew', async () => {
  const desk = await copy('Ticked desk', 'receptionist', [])
  await organization.database.query(
    `update control.roles set known_permissions = array_remove(known_permissions, 'till.tick') where organization_id = $1 and key = $2`,
    [organization.id, desk],
  )
  const { owner } = organization
  const versionOf = async () =>
    (await owner.get('/roles')).body.items.find((each: { key: string }) => each.key === desk).version
  await owner.patch(`/roles/${desk}`, { permissions: ['members.read'] }, await versionOf())
  expect(await offered(desk)).toEqual(['till.tick'])
  await owner.patch(`/roles/${desk}`, { permissions: ['till.tick'] }, await versionOf())
  await owner.patch(`/roles/${desk}`, { permissions: [] }, await versionOf())
  expect(await offered(desk)).toEqual([])
})

test('a copy of a copy is asked about what the first role holds, also once the one between is removed', async () => {
  const between = await copy('Between', 'receptionist')
  const last = await copy('Last', between, [])
  bring('till.chain', 'receptionist')
  expect(await offered(last)).toEqual(['till.chain'])
  expect((await organization.owner.get('/roles')).body.items).toContainEqual(
    expect.objectContaining({ key: last, basedOn: between }),
  )
  expect((await organization.owner.delete(`/roles/${between}`)).status).toBe(200)
  expect((await organization.owner.get('/roles')).body.items).toContainEqual(
    expect.objectContaining({ key: last, basedOn: 'receptionist' }),
  )
  expect(await offered(last)).toEqual(['till.chain'])
})

test('a plain copy is as undecided as what it was copied from', async () => {
  const first = await copy('First', 'receptionist')
  bring('till.plain', 'receptionist')
  const plain = await copy('Plain copy', first)
  const ticked = await copy('Ticked copy', first, ['members.read'])
  expect(await offered(plain)).toEqual(['till.plain'])
  expect(await offered(ticked)).toEqual([])
})

test('a role from before origins were kept is offered what the likest built-in role holds, and says so; one like none nothing', async () => {
  const desk = await copy('Old desk', 'receptionist')
  const odd = await copy('Old and odd', 'staff', ['keys.manage'])
  await organization.database.query(
    'update control.roles set based_on = null where organization_id = $1 and key = any ($2)',
    [organization.id, [desk, odd]],
  )
  bring('till.old', 'receptionist')
  bring('ward.old', 'nurse')
  const { body } = await organization.owner.get('/role-offers')
  expect(body.items).toContainEqual({
    role: { key: desk, name: 'Old desk' },
    origin: { key: 'receptionist', isRecorded: false },
    permissions: ['till.old'],
  })
  expect(await offered(odd)).toEqual([])
})

test('offers are for those who manage roles, and for what they may hand out themselves', async () => {
  const desk = await copy('Kept desk', 'receptionist', [])
  const keeper = await organization.member(await copy('Keeper of roles', 'staff', ['roles.manage', 'members.read']))
  bring('till.kept', 'receptionist')
  const reader = await organization.member('clinic-administrator')
  expect(await reader.get('/role-offers')).toMatchObject({
    status: 403,
    body: { data: { permission: 'roles.manage' } },
  })
  expect((await reader.get('/roles')).body.items[0]).not.toHaveProperty('known')
  expect((await keeper.get('/role-offers')).body).toEqual({ items: [] })
  const body = { answers: [{ role: desk, take: [], leave: ['till.kept'] }] }
  expect(await keeper.post('/role-offers/answers', body)).toMatchObject({ status: 409 })
  expect(await offered(desk)).toEqual(['till.kept'])
})

test('each answer stands in the log, with what the role may do since', async () => {
  const desk = await copy('Logged desk', 'receptionist', [])
  bring('till.log', 'receptionist')
  await answer({ role: desk, take: ['till.log'] })
  const { items } = (await organization.owner.get('/audit-log?source=security&action=update&limit=200')).body
  const entries = items.filter((entry: { subjectId: string }) => entry.subjectId === desk)
  expect(entries).toMatchObject([
    { subject: 'roles', accountId: organization.owner.accountId, fields: ['known_permissions', 'permissions'] },
  ])
  const { changes } = (await organization.owner.get(`/audit-log/${entries[0].id}`)).body
  expect(changes).toContainEqual({ field: 'permissions', before: '[]', after: '["till.log"]' })
})
