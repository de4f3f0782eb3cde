import { afterAll, beforeAll, expect, test } from 'vitest'
import { toggleKeys } from '@polyclinic/contract/kit/toggles/toggles.ts'
import { operatorOf } from '../../../testing/operators.ts'
import { createWorld, type Person, type World } from '../../../testing/world.ts'

let world: World
let operator: Person
let reader: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await operatorOf(world)
  reader = await operatorOf(world, 'reader')
})
afterAll(() => world.close())

const door = '/api/v1/platform/toggles'
const reason = 'Tried out with a few'
const add = (toggle: string, body: object, who = operator) => who.post(`${door}/${toggle}/rules`, { reason, ...body })
const rulesOf = async (toggle: string) =>
  (await operator.get(door)).body.items.find((one: { toggle: string }) => one.toggle === toggle).rules

test('each toggle is listed with what decides where nobody did, and its rules in the order in which they are asked', async () => {
  const { status, body } = await reader.get(door)
  expect(status).toBe(200)
  expect(body.items.map(({ toggle }: { toggle: string }) => toggle).toSorted()).toEqual(toggleKeys().toSorted())
  const rooms = body.items.find(({ toggle }: { toggle: string }) => toggle === 'rooms')
  expect(rooms).toMatchObject({ actsOn: 'people', isOn: false, planFeature: 'full-scheduling', rules: [] })
  const { slug } = await world.organization()
  for (const rule of [
    { kind: 'everybody', isOn: true },
    { kind: 'plan', plan: 'free', isOn: false },
    { kind: 'percentage', percentage: 20, isOn: true },
    { kind: 'organization', organization: slug, isOn: false },
  ])
    expect((await add('website', rule)).status).toBe(201)
  expect(await rulesOf('website')).toMatchObject([
    { kind: 'organization', organization: { slug }, isOn: false, reason },
    { kind: 'percentage', subject: '20', isOn: true },
    { kind: 'plan', subject: 'free', isOn: false },
    { kind: 'everybody', isOn: true },
  ])
})

test('a reader decides nothing, and nobody else finds the page', async () => {
  const body = { kind: 'everybody', isOn: false }
  const { owner } = await world.organization()
  expect((await add('programs', body, reader)).status).toBe(403)
  for (const who of [owner, world.anybody]) expect((await who.get(door)).status).toBeGreaterThanOrEqual(401)
  expect((await add('programs', body, owner)).body.code).toBe((await owner.get(door)).body.code)
  expect(await rulesOf('programs')).toEqual([])
})

test('what is not there is refused at its field; the same twice is refused, in the other direction too', async () => {
  const field = (path: string) => ({
    status: 400,
    body: { code: 'invalid-input', data: { issues: [{ path: ['body', path] }] } },
  })
  expect(await add('rooms', { kind: 'plan', plan: 'gold', isOn: true })).toMatchObject(field('plan'))
  const nowhere = 'no-such-place'
  for (const rule of [
    { kind: 'organization' },
    { kind: 'clinic', clinicId: '00000000-0000-7000-8000-00000000dead' },
    { kind: 'role', role: 'nurse' },
  ])
    expect(await add('rooms', { ...rule, organization: nowhere, isOn: true })).toMatchObject(field('organization'))
  expect(await add('rooms', { kind: 'account', email: 'nobody@no.test', isOn: true })).toMatchObject(field('email'))
  // a public page is one answer for everybody
  expect(await add('website', { kind: 'role', role: 'nurse', isOn: false })).toMatchObject(field('kind'))
  expect((await add('rooms', { kind: 'percentage', percentage: 0, isOn: true })).status).toBe(400)
  expect((await add('rooms', { kind: 'everybody', isOn: true, reason: '' })).status).toBe(400)
  expect((await operator.post(`${door}/no-such-thing/rules`, { kind: 'everybody', isOn: true, reason })).status).toBe(
    400,
  )
  expect((await add('rooms', { kind: 'percentage', percentage: 10, isOn: true })).status).toBe(201)
  for (const rule of [
    { percentage: 10, isOn: true },
    { percentage: 30, isOn: false },
  ])
    expect(await add('rooms', { kind: 'percentage', ...rule })).toMatchObject({
      status: 409,
      body: { code: 'already-exists' },
    })
  const first = { kind: 'everybody', isOn: true, reason }
  const key = { 'idempotency-key': 'once' }
  expect((await operator.post(`${door}/rooms/rules`, first, key)).status).toBe(201)
  expect((await operator.post(`${door}/rooms/rules`, first, key)).status).toBe(201)
  expect(await operator.post(`${door}/rooms/rules`, { ...first, isOn: false }, key)).toMatchObject({
    status: 422,
    body: { code: 'key-reused' },
  })
  expect(await rulesOf('rooms')).toHaveLength(2)
})

test('an account is named by its address, and shown by it', async () => {
  const { owner } = await world.organization()
  expect(
    (await add('patient-pictures', { kind: 'account', email: owner.email.toUpperCase(), isOn: false })).status,
  ).toBe(201)
  expect(await rulesOf('patient-pictures')).toMatchObject([{ kind: 'account', account: { email: owner.email } }])
})

test('both logs say who switched what off and on for an organization, and why', async () => {
  const { id, owner, slug } = await world.organization()
  const { body } = await add('patient-accounts', { kind: 'organization', organization: slug, isOn: false })
  const [rule] = body.rules
  const remove = () => operator.delete(`${door}/patient-accounts/rules/${rule.id}`)
  expect((await operator.delete(`${door}/website/rules/${rule.id}`)).status).toBe(404)
  expect((await reader.delete(`${door}/patient-accounts/rules/${rule.id}`)).status).toBe(403)
  expect(await remove()).toMatchObject({ status: 200, body: { toggle: 'patient-accounts', rules: [] } })
  expect((await remove()).status).toBe(404)
  expect((await operator.get(`/api/v1/platform/log?organizationId=${id}`)).body.items).toMatchObject([
    { act: 'toggle.remove-rule', about: 'patient-accounts: off (organization)' },
    { act: 'toggle.add-rule', about: 'patient-accounts: off (organization)', reason },
  ])
  await world.application.workers!.drain()
  const told = { subject: 'toggle_rules', accountId: operator.accountId }
  expect((await owner.get('/security-events')).body.items.slice(0, 2)).toMatchObject([
    { action: 'delete', ...told },
    { action: 'create', ...told },
  ])
})

test('a public page that is switched off looks like none, its pictures too, and is there again as it was', async () => {
  const { owner, slug } = await world.organization()
  await owner.call('PUT', '/website', {
    body: { isPublic: true, embedOrigins: [] },
    headers: { 'if-match': '*' },
  })
  const preview = (await owner.post('/website/previews')).body.url as string
  const look = async (path: string) =>
    (await world.application.http!.inject({ method: 'GET', url: path, headers: { host: 'localhost' } })).statusCode
  const pages = [`/c/${slug}`, `/c/${slug}/card`, `/c/${slug}/icon`, new URL(preview).pathname]
  const shown = () => Promise.all(pages.map(look))
  expect(await shown()).toEqual([200, 200, 200, 200])
  const { body } = await add('website', { kind: 'organization', organization: slug, isOn: false })
  await expect.poll(shown).toEqual([404, 404, 404, 404])
  const rule = body.rules.find((one: { organization?: { slug: string } }) => one.organization?.slug === slug)
  expect((await operator.delete(`${door}/website/rules/${rule.id}`)).status).toBe(200)
  await expect.poll(shown).toEqual([200, 200, 200, 200])
})

test('a clinic or a role that is not there is refused at its field, wherever the organization lies', async () => {
  const field = (path: string) => ({
    status: 400,
    body: { code: 'invalid-input', data: { issues: [{ path: ['body', path], code: 'unknown' }] } },
  })
  const neighbour = await world.organization()
  const theirs = await neighbour.owner.post('/clinics', { name: 'Theirs', timeZone: 'Europe/Berlin' })
  for (const place of [await world.organization(), await world.organization({ dedicated: true })]) {
    const named = { organization: place.slug, isOn: true }
    const { body: clinic } = await place.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })
    const { body: role } = await place.owner.post('/roles', { name: 'Healer', copyOf: 'practitioner' })
    const ofClinic = (clinicId: string) => add('patient-pictures', { kind: 'clinic', clinicId, ...named })
    const ofRole = (key: string, organization?: string) =>
      add('patient-pictures', { kind: 'role', role: key, isOn: true, ...(organization && { organization }) })
    expect(await ofClinic(theirs.body.id)).toMatchObject(field('clinicId'))
    expect(await ofRole('no-such-role', place.slug)).toMatchObject(field('role'))
    expect(await ofRole(role.key, neighbour.slug)).toMatchObject(field('role'))
    expect(await ofRole(role.key)).toMatchObject(field('role'))
    expect((await ofClinic(clinic.id)).status).toBe(201)
    expect((await ofRole(role.key, place.slug)).status).toBe(201)
  }
})
