import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { nullable, text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { inTenant } from '../../../kit/db/tenant-tx.ts'
import type { Answer } from '../../../testing/person.ts'
import { roundTripsOf } from '../../../testing/round-trips.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { linkAccount } from '../links/actions.ts'
import { shownAllergies } from './queries.ts'

let world: World
let org: TestOrganization
let other: TestOrganization
let doctor: Person
let desk: Person
/** Scoped to one clinic, without `patients.all-clinics`. */
let nurse: Person
let harbour: string
let hill: string
// jobs would ask the same database while its statements are counted
beforeAll(async () => {
  world = await createWorld({}, { hasWorker: false })
  org = await world.organization()
  other = await world.organization()
  harbour = (await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })).body.id
  hill = (await org.owner.post('/clinics', { name: 'Hill', timeZone: 'Europe/Berlin' })).body.id
  doctor = await org.member('practitioner')
  desk = await org.member('receptionist')
  nurse = await org.member('nurse', { clinicIds: [harbour] })
})
afterAll(() => world?.close())

const patient = async (fields: object = {}) =>
  (await org.inTenant((tx) => build.patient(tx, { givenName: 'Ada', homeClinicId: harbour, ...fields }))).id
const penicillin = { substance: { code: 'penicillin' }, category: 'medication', criticality: 'high' }
const strawberries = { substance: { text: 'Strawberries' }, category: 'food', criticality: 'low' }
const add = (patientId: string, body: object, who = doctor) => who.post(`/patients/${patientId}/allergies`, body)
const list = (patientId: string, who = doctor) => who.get(`/patients/${patientId}/allergies`)
const inquire = (patientId: string, noneKnown: boolean, who = doctor) =>
  who.post(`/patients/${patientId}/allergy-inquiries`, { noneKnown })
const warned = async (patientId: string, who = doctor) =>
  (await who.get(`/patients/${patientId}`)).body.warnings.allergies as {
    state: string
    named: object[]
    others: number
  }
const audited = (patientId: string, who: Person) =>
  org.inTenant((tx) =>
    tx.all(shape({ action: text, subject: text, reason: nullable(text) })`
      select action, subject, reason from tenant.audit_events
      where organization_id = ${org.id} and patient_id = ${patientId} and account_id = ${who.accountId} order by id`),
  )

const refusedAt = ({ status, body }: Answer) => [
  status,
  ...(body.data?.issues ?? []).map(
    (issue: { path: string[]; code: string }) => `${issue.path.slice(1).join('.')} ${issue.code}`,
  ),
]

test('nobody asked, none known and some known are three things, and past ones a fourth', async () => {
  const id = await patient()
  expect(await warned(id)).toEqual({ state: 'not-asked', named: [], others: 0 })

  const asked = await inquire(id, true)
  expect(asked).toMatchObject({ status: 201, body: { items: [], noneKnown: { by: { id: doctor.accountId } } } })
  expect((await warned(id)).state).toBe('none-known')
  expect((await list(id)).body.noneKnown.by.name).toBe('Member practitioner')

  const added = await add(id, { ...penicillin, reactions: [{ text: 'hives', severity: 'moderate' }], onset: '2019' })
  expect(added).toMatchObject({
    status: 201,
    body: {
      substance: { code: 'penicillin' },
      type: 'allergy',
      clinicalStatus: 'active',
      verification: 'unconfirmed',
      reactions: [{ text: 'hives', severity: 'moderate' }],
      onset: '2019',
      recordedBy: { id: doctor.accountId },
      abilities: { update: { allowed: true } },
    },
  })
  expect(await warned(id)).toEqual({
    state: 'known',
    named: [{ code: 'penicillin', criticality: 'high' }],
    others: 0,
  })
  expect((await list(id)).body.noneKnown).toBeUndefined()
  expect(await inquire(id, true)).toMatchObject({
    status: 409,
    body: { code: 'wrong-state', data: { state: 'known' } },
  })

  const over = await doctor.patch(`/allergies/${added.body.id}`, { clinicalStatus: 'resolved' }, 1)
  expect(over).toMatchObject({ status: 200, body: { clinicalStatus: 'resolved', version: 2, onset: '2019' } })
  expect((await warned(id)).state).toBe('past')
  expect((await inquire(id, true)).status).toBe(201)
  // what was over is active again: that none are known is no longer true
  expect((await doctor.patch(`/allergies/${added.body.id}`, { clinicalStatus: 'active' }, 2)).status).toBe(200)
  expect((await list(id)).body.noneKnown).toBeUndefined()
})

test('that none are known is taken back where it was said by mistake', async () => {
  const id = await patient()
  await inquire(id, true)
  expect((await inquire(id, false)).body).toEqual({ items: [] })
  expect((await warned(id)).state).toBe('not-asked')
})

test('of two who say at one moment that there are none and that there is one, both cannot stand', async () => {
  const id = await patient()
  await Promise.all([inquire(id, true), add(id, penicillin), inquire(id, true)])
  const { body } = await list(id)
  expect([body.items.length, body.noneKnown]).toEqual([1, undefined])
})

test('the desk is told the names of what is dangerous, how many more there are, and no detail', async () => {
  const id = await patient()
  await add(id, strawberries)
  await add(id, penicillin)
  expect(await warned(id)).toEqual({
    state: 'known',
    named: [
      { code: 'penicillin', criticality: 'high' },
      { text: 'Strawberries', criticality: 'low' },
    ],
    others: 0,
  })
  expect(await warned(id, desk)).toEqual({
    state: 'known',
    named: [{ code: 'penicillin', criticality: 'high' }],
    others: 1,
  })
  const refused = { status: 403, body: { code: 'not-allowed', data: { permission: 'charts.read' } } }
  expect(await list(id, desk)).toMatchObject(refused)
  for (const answer of [await add(id, penicillin, desk), await inquire(id, true, desk)])
    expect(answer).toMatchObject({ status: 403, body: { data: { permission: 'charts.write' } } })
})

test('what was entered in error counts for nothing, stays, and is told by the log', async () => {
  const id = await patient()
  const { body: entry } = await add(id, penicillin)
  await doctor.patch(`/allergies/${entry.id}`, { verification: 'entered-in-error' }, 1)
  expect((await warned(id)).state).toBe('not-asked')
  expect((await list(id)).body.items).toMatchObject([{ id: entry.id, verification: 'entered-in-error' }])
  expect((await audited(id, doctor)).filter(({ subject }) => subject === 'allergies')).toEqual([
    { action: 'create', subject: 'allergies', reason: null },
    { action: 'update', subject: 'allergies', reason: null },
    { action: 'read', subject: 'allergies', reason: null },
  ])
})

test('two who change one allergy: the second sees that they were overtaken', async () => {
  const id = await patient()
  const { body: entry } = await add(id, penicillin)
  const change = (criticality: string, who: Person) => who.patch(`/allergies/${entry.id}`, { criticality }, 1)
  const answers = await Promise.all([change('low', doctor), change('unable-to-assess', org.owner)])
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  expect((await list(id)).body.items).toMatchObject([{ version: 2 }])
})

test.each([
  ['no substance', { substance: {} }, 'substance.text required'],
  ['a code and words', { substance: { code: 'penicillin', text: 'Penicillin' } }, 'substance.text required'],
  ['half a character', { substance: { text: 'A\ud800' } }, 'substance.text characters'],
  ['nothing to see', { substance: { text: '\u200b' } }, 'substance.text required'],
  ['121 letters', { substance: { text: 'x'.repeat(121) } }, 'substance.text too-long'],
  ['a code of no list', { substance: { code: 'moonlight' } }, 'substance.code choice'],
  ['an error from the start', { verification: 'entered-in-error' }, 'verification choice'],
  ['30 February', { onset: '2019-02-30' }, 'onset date'],
  ['a day to come', { onset: '2199' }, 'onset future'],
  ['a year before the birth', { onset: '1979' }, 'onset before-birth'],
  [
    'half a character in the second reaction',
    { reactions: [{ text: 'hives' }, { text: 'A\udc00' }] },
    'reactions.1.text characters',
  ],
  ['a novel', { note: 'x'.repeat(2001) }, 'note too-long'],
])('%s is refused at its field, and nothing of it is kept', async (_name, fields, found) => {
  const id = await patient({ birthDate: '1980-06' })
  expect(refusedAt(await add(id, { ...penicillin, ...fields }))).toEqual([400, found])
  expect((await list(id)).body.items).toEqual([])
})

test('a substance of a megabyte is refused', async () => {
  const answer = await add(await patient(), { ...penicillin, substance: { text: 'x'.repeat(1024 ** 2) } })
  expect([400, 413]).toContain(answer.status)
})

test("another organization's patient and allergy look like ones that do not exist", async () => {
  const theirs = (await other.inTenant((tx) => build.patient(tx))).id
  const { body } = await other.owner.post(`/patients/${theirs}/allergies`, penicillin)
  for (const answer of [
    await list(theirs),
    await add(theirs, penicillin),
    await inquire(theirs, true),
    await doctor.patch(`/allergies/${body.id}`, { note: 'x' }, 1),
  ])
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
})

test('who is scoped to a clinic opens the allergies of its patients and, recorded as such, in an emergency', async () => {
  const id = await patient({ homeClinicId: hill })
  const { body: entry } = await add(id, penicillin)
  expect((await list(id, nurse)).status).toBe(404)
  expect((await nurse.patch(`/allergies/${entry.id}`, { note: 'x' }, 1)).status).toBe(404)
  await nurse.post('/emergency-accesses', { patientId: id, reason: 'Unconscious after a fall' })
  expect((await list(id, nurse)).body.items).toHaveLength(1)
  expect(await audited(id, nurse)).toContainEqual({ action: 'read', subject: 'allergies', reason: 'emergency' })
})

test('sent twice with one key they are there once; with another content the key is refused', async () => {
  const id = await patient()
  const send = (path: string, body: object) =>
    doctor.post(`/patients/${id}/${path}`, body, { 'idempotency-key': `${path}-${id}` })
  expect([(await send('allergies', penicillin)).status, (await send('allergies', penicillin)).status]).toEqual([
    201, 201,
  ])
  expect((await list(id)).body.items).toHaveLength(1)
  expect((await send('allergies', strawberries)).body.code).toBe('key-reused')
  expect((await send('allergy-inquiries', { noneKnown: false })).status).toBe(201)
  expect((await send('allergy-inquiries', { noneKnown: true })).body.code).toBe('key-reused')
})

test('nothing that is told of an allergy lies in clear', async () => {
  const id = await patient()
  const words = {
    substance: { text: 'Xyzsubstance' },
    reactions: [{ text: 'Xyzreaction' }],
    note: 'Xyznote',
    onset: '2001-09',
  }
  await add(id, { ...strawberries, ...words })
  const { rows } = await world.owner.query(
    `select to_jsonb(x)::text as row from tenant.allergies x where patient_id = $1
     union all select e.after::text from tenant.audit_events e where e.patient_id = $1 and e.after is not null`,
    [id],
  )
  expect(rows.length).toBeGreaterThan(1)
  for (const { row } of rows) for (const each of ['Xyz', '2001-09']) expect(row).not.toContain(each)
})

test('a list says of fifty patients what is to be minded with the statement that lists them', async () => {
  const place = await world.organization()
  const ids = await place.inTenant(async (tx) => {
    const all: string[] = []
    for (let nth = 0; nth < 50; nth++) all.push((await build.patient(tx)).id)
    return all
  })
  for (const id of ids.slice(0, 3)) {
    await place.owner.post(`/patients/${id}/allergies`, penicillin)
    await place.owner.post(`/patients/${id}/alerts`, { kind: 'safety', text: 'Falls easily' })
  }
  const pool = world.application.platform.databases.control
  const page = (limit: number) => () => place.owner.get(`/patients?limit=${limit}`)
  const { items } = (await page(50)()).body
  const states = (items as { warnings: { allergies: { state: string }; alerts: object[] } }[]).map(
    ({ warnings }) => `${warnings.allergies.state} ${warnings.alerts.length}`,
  )
  expect([states.length, states.filter((state) => state === 'known 1').length]).toEqual([50, 3])
  const fewest = async (limit: number) =>
    Math.min(
      await roundTripsOf(pool, page(limit)),
      await roundTripsOf(pool, page(limit)),
      await roundTripsOf(pool, page(limit)),
    )
  expect([await fewest(1), await fewest(50)]).toEqual([1, 1])
})

test('whoever is linked to a patient takes the allergies along, where the link opens records, and none that was an error', async () => {
  const id = await patient()
  const { body: wrong } = await add(id, strawberries)
  await doctor.patch(`/allergies/${wrong.id}`, { verification: 'entered-in-error' }, 1)
  await add(id, { ...penicillin, reactions: [{ text: 'hives' }], onset: '2019', note: 'between colleagues' })
  const { accountId } = await world.account()
  await org.inTenant((tx) => linkAccount(tx, accountId, [{ patientId: id, relation: 'self' }]))
  const copy = () =>
    inTenant(
      world.application.platform.transactions,
      org.tenant,
      { requestId: 'copy', accountId },
      { mode: 'read', as: 'portal' },
      shownAllergies,
    )
  const { allergies } = await copy()
  expect(allergies).toMatchObject([
    { substance: { code: 'penicillin' }, reactions: [{ text: 'hives' }], onset: '2019' },
  ])
  expect(JSON.stringify(allergies)).not.toContain('colleagues')
  await org.inTenant((tx) =>
    tx.run(sql`update tenant.patient_accounts set permissions = '{billing}' where account_id = ${accountId}`),
  )
  expect(await copy()).toEqual({ allergies: [] })
})
