import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../../patients/build.ts'

let world: World
let org: TestOrganization
let desk: Person
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  desk = await org.member('receptionist')
})
afterAll(() => world?.close())

const patient = async () => (await org.inTenant((tx) => build.patient(tx))).id
const correction = { kind: 'correction', about: 'Born on 3 May 1980', right: '5 March 1980' }
const ask = (id: string, body: object = correction, who = desk, headers?: Record<string, string>) =>
  who.post(`/patients/${id}/rights-requests`, body, headers)
const answer = (id: string, body: object, who = desk, headers?: Record<string, string>) =>
  who.post(`/rights-requests/${id}/answer`, body, headers)

test('a correction is asked for at the desk, waits in its list until it is answered, and stays with the record', async () => {
  const id = await patient()
  const asked = await ask(id)
  expect(asked).toMatchObject({
    status: 201,
    body: { ...correction, state: 'open', byAccount: false, patient: { id }, abilities: { answer: { allowed: true } } },
  })
  const days = (Date.parse(asked.body.dueOn) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(26)
  expect(days).toBeLessThan(32)
  const open = async () => (await desk.get('/rights-requests?limit=1')).body
  expect((await open()).items).toMatchObject([{ id: asked.body.id }])
  const more = (await ask(id)).body.id
  const first = await open()
  const rest = await desk.get(`/rights-requests?limit=1&cursor=${first.nextCursor}`)
  expect([first.items[0].id, rest.body.items[0].id]).toEqual([asked.body.id, more])

  const refused = await answer(asked.body.id, { accepted: false, reason: 'The passport says May' })
  expect(refused.body).toMatchObject({
    state: 'refused',
    answer: { by: { id: desk.accountId }, reason: 'The passport says May' },
    abilities: { answer: { allowed: false, reason: 'refused' } },
  })
  expect(await answer(asked.body.id, { accepted: true })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'refused' } },
  })
  expect((await answer(more, { accepted: true })).body.state).toBe('accepted')
  expect((await open()).items).toEqual([])
  const { body } = await desk.get(`/patients/${id}/rights`)
  expect(body.requests.map(({ state }: { state: string }) => state)).toEqual(['accepted', 'refused'])
})

test('to accept an erasure asks for the right to erase', async () => {
  const { body } = await ask(await patient(), { kind: 'erasure', about: 'Moves abroad' })
  expect(body.abilities.answer).toEqual({ allowed: false, reason: 'not-allowed' })
  expect(await answer(body.id, { accepted: true })).toMatchObject({
    status: 403,
    body: { data: { permission: 'patients.erase' } },
  })
  expect((await answer(body.id, { accepted: false }, org.owner)).body.state).toBe('refused')
})

test('to answer an erasure asks for all that erasing itself asks for', async () => {
  const { body } = await ask(await patient(), { kind: 'erasure' })
  const clinicId = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  const scoped = await org.member('clinic-administrator', { clinicIds: [clinicId] })
  const role = await org.owner.post('/roles', {
    name: 'Blind',
    copyOf: 'clinic-administrator',
    permissions: ['patients.read', 'patients.write', 'patients.erase'],
  })
  expect(role.status, JSON.stringify(role.body)).toBe(201)
  const blind = await org.member(role.body.key)
  expect(await answer(body.id, { accepted: true }, blind)).toMatchObject({
    status: 403,
    body: { data: { permission: 'patients.restricted' } },
  })
  const seen = (await scoped.get('/rights-requests')).body.items.find(({ id }: { id: string }) => id === body.id)
  expect(seen.abilities.answer).toEqual({ allowed: false, reason: 'shared-by-clinics' })
  expect(await answer(body.id, { accepted: true }, scoped)).toMatchObject({
    status: 403,
    body: { code: 'shared-by-clinics' },
  })
  const late = await org.member('owner')
  await world.owner.query("update auth.session set authenticated_at = now() - interval '1 hour' where user_id = $1", [
    late.accountId,
  ])
  expect(await answer(body.id, { accepted: true }, late)).toMatchObject({
    status: 403,
    body: { code: 'confirmation-needed' },
  })
  expect((await answer(body.id, { accepted: true }, org.owner)).body.state).toBe('accepted')
})

test('who is linked asks for their own patient alone, five times at once', async () => {
  const [id, other] = [await patient(), await patient()]
  const account = await world.account()
  await org.inTenant((tx) => build.link(tx, account.accountId, id))
  const outside = world.bearer(account.token, org.slug)
  const { kind: _, ...wrong } = correction
  const own = (patientId: string, headers = {}) =>
    outside.post(`/own-patients/${patientId}/corrections`, wrong, headers)
  expect((await own(other)).status).toBe(404)
  const key = { 'idempotency-key': 'own-once' }
  expect((await own(id, key)).body).toEqual((await own(id, key)).body)
  expect((await own(other, key)).body.code).toBe('key-reused')
  for (let nth = 1; nth < 5; nth++) expect((await own(id)).status).toBe(201)
  expect(await own(id)).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'open' } } })
  const { items } = (await desk.get('/rights-requests')).body
  expect(items.filter((each: { byAccount: boolean }) => each.byAccount)).toHaveLength(5)
})

test('who answered for a patient until a day sees what was, and asks for nothing any more', async () => {
  const guardian = await org.inTenant((tx) => build.guardian(tx, { name: 'Fay' }))
  const { id } = await org.inTenant((tx) => build.patient(tx, { species: 'dog', guardianIds: [guardian.id] }))
  const account = await world.account()
  await org.inTenant((tx) =>
    tx.run(sql`insert into tenant.patient_accounts (organization_id, patient_id, account_id, relation, guardian_id)
      values (${org.id}, ${id}, ${account.accountId}, 'guardian', ${guardian.id})`),
  )
  const outside = world.bearer(account.token, org.slug)
  const own = () => outside.post(`/own-patients/${id}/corrections`, { about: 'My address', right: 'Hafenweg 3' })
  expect((await own()).status).toBe(201)
  await world.owner.query(
    `update tenant.patient_guardians set ends_on = current_date, ends_at = now(), sees_until_then = true where patient_id = $1`,
    [id],
  )
  expect((await own()).status).toBe(404)
})

test('another organization’s are nobody’s; a key is good for one; a hold is set and lifted once', async () => {
  const id = await patient()
  const other = await world.organization()
  const { body } = await ask(id)
  expect((await ask(id, correction, other.owner)).status).toBe(404)
  expect((await answer(body.id, { accepted: true }, other.owner)).status).toBe(404)
  expect((await other.owner.get('/rights-requests')).body.items).toEqual([])
  expect((await other.owner.get(`/patients/${id}/rights`)).status).toBe(404)
  const key = { 'idempotency-key': 'ask-once' }
  const first = await ask(id, correction, desk, key)
  expect((await ask(await patient(), correction, desk, key)).body.code).toBe('key-reused')
  const once = { 'idempotency-key': 'answer-once' }
  await answer(first.body.id, { accepted: true }, desk, once)
  expect((await answer(body.id, { accepted: true }, desk, once)).body.code).toBe('key-reused')

  const hold = (patientId: string, headers = {}) =>
    org.owner.post(`/patients/${patientId}/legal-holds`, { reason: 'claim' }, headers)
  const held = await hold(id, { 'idempotency-key': 'hold-once' })
  expect(held.status).toBe(201)
  expect((await hold(await patient(), { 'idempotency-key': 'hold-once' })).body.code).toBe('key-reused')
  expect(await hold(id)).toMatchObject({ status: 409, body: { code: 'wrong-state', data: { state: 'on-hold' } } })
  const lift = (holdId: string, headers = {}) =>
    org.owner.post(`/legal-holds/${holdId}/lift`, { reason: 'settled' }, headers)
  const second = (await hold(await patient())).body
  expect((await lift(held.body.id, { 'idempotency-key': 'unhold-once' })).status).toBe(200)
  expect((await lift(second.id, { 'idempotency-key': 'unhold-once' })).body.code).toBe('key-reused')
  expect(await lift(held.body.id)).toMatchObject({ status: 409, body: { data: { state: 'lifted' } } })
  expect((await other.owner.post(`/legal-holds/${held.body.id}/lift`, { reason: 'x' })).status).toBe(404)
  expect((await other.owner.post(`/patients/${id}/legal-holds`, { reason: 'x' })).status).toBe(404)
})
