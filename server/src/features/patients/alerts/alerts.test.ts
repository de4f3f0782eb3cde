import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { text } from '../../../kit/db/columns.ts'
import { shape } from '../../../kit/db/row.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { build } from '../build.ts'
import { isShown } from '../warnings/queries.ts'

let world: World
let org: TestOrganization
let doctor: Person
let desk: Person
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  doctor = await org.member('practitioner')
  desk = await org.member('receptionist')
})
afterAll(() => world?.close())

const patient = async (place = org) => (await place.inTenant((tx) => build.patient(tx))).id
const bites = { kind: 'behaviour', priority: 'high', text: 'Bites when touched at the ears' }
const add = (patientId: string, body: object, who = desk) => who.post(`/patients/${patientId}/alerts`, body)
const list = async (patientId: string, who = desk) =>
  (await who.get(`/patients/${patientId}/alerts`)).body.items as { text: string; isShown: boolean }[]
const banner = async (patientId: string, who = desk) =>
  ((await who.get(`/patients/${patientId}`)).body.warnings.alerts as { text: string }[]).map((each) => each.text)

test('an alert stands in the banner until somebody ends it, and stays with who did and when', async () => {
  const id = await patient()
  const added = await add(id, bites)
  expect(added).toMatchObject({ status: 201, body: { ...bites, isShown: true, recordedBy: { id: desk.accountId } } })
  await add(id, { kind: 'administrative', text: 'Wants letters by post' })
  expect(await banner(id)).toEqual([bites.text, 'Wants letters by post'])
  const changed = await desk.patch(`/alerts/${added.body.id}`, { text: 'Bites' }, 1)
  expect(changed).toMatchObject({ status: 200, body: { text: 'Bites', kind: 'behaviour', version: 2 } })
  expect((await desk.patch(`/alerts/${added.body.id}`, { text: 'Barks' }, 1)).status).toBe(412)

  const ended = await doctor.post(`/alerts/${added.body.id}/end`, undefined, { 'if-match': '"2"' })
  expect(ended).toMatchObject({ status: 201, body: { isShown: false, ended: { by: { id: doctor.accountId } } } })
  expect(ended.body.abilities.end).toEqual({ allowed: false, reason: 'ended' })
  expect(await banner(id)).toEqual(['Wants letters by post'])
  expect(await list(id)).toMatchObject([
    { text: 'Wants letters by post', isShown: true },
    { text: 'Bites', isShown: false, ended: { by: { name: 'Member practitioner' } } },
  ])
  const over = { status: 409, body: { code: 'wrong-state', data: { state: 'ended' } } }
  expect(await desk.post(`/alerts/${added.body.id}/end`)).toMatchObject(over)
  expect(await desk.patch(`/alerts/${added.body.id}`, { text: 'Barks' }, 3)).toMatchObject(over)
})

test('a clinical alert is there for those who read charts, and made by those who write them', async () => {
  const id = await patient()
  const clinical = { kind: 'clinical', text: 'Takes anticoagulants' }
  const needs = { status: 403, body: { code: 'not-allowed', data: { permission: 'charts.write' } } }
  expect(await add(id, clinical)).toMatchObject(needs)
  const { body } = await add(id, clinical, doctor)
  expect([await banner(id), await list(id)]).toEqual([[], []])
  expect(await banner(id, doctor)).toEqual([clinical.text])
  expect((await desk.patch(`/alerts/${body.id}`, { kind: 'safety' }, 1)).status).toBe(404)
  expect((await desk.post(`/alerts/${body.id}/end`)).status).toBe(404)
  const own = (await add(id, bites)).body
  expect(await desk.patch(`/alerts/${own.id}`, { kind: 'clinical' }, 1)).toMatchObject(needs)
})

test('the days of an alert are in order, whichever of them changes', async () => {
  const id = await patient()
  const refused = { status: 400, body: { data: { issues: [{ path: ['body', 'until'], code: 'ends-first' }] } } }
  expect(await add(id, { ...bites, from: '2027-03-02', until: '2027-03-01' })).toMatchObject(refused)
  // from today on, unless told
  expect(await add(id, { ...bites, until: '2020-01-01' })).toMatchObject(refused)
  const { body } = await add(id, { ...bites, from: '2027-03-01', until: '2027-03-31' })
  expect(body.isShown).toBe(false)
  expect(await desk.patch(`/alerts/${body.id}`, { from: '2027-04-01' }, 1)).toMatchObject(refused)
  expect(await desk.patch(`/alerts/${body.id}`, { until: '2027-02-28' }, 1)).toMatchObject(refused)
  expect((await desk.patch(`/alerts/${body.id}`, { until: null, from: '2020-01-01' }, 1)).body).toMatchObject({
    isShown: true,
    version: 2,
  })
  expect(await add(id, { ...bites, text: 'A\ud800' })).toMatchObject({
    status: 400,
    body: { data: { issues: [{ path: ['body', 'text'], code: 'characters' }] } },
  })
  expect((await list(id)).length).toBe(1)
})

test('an alert that is over leaves by itself, by the day of the organization, over both changes of the clock', async () => {
  const place = await world.organization()
  await world.owner.query(`update control.organizations set time_zone = 'Europe/Berlin' where id = $1`, [place.id])
  const id = await patient(place)
  const spring = { ...bites, text: 'spring', from: '2027-03-28', until: '2027-03-28' }
  const autumn = { ...bites, text: 'autumn', from: '2027-10-31', until: '2027-10-31' }
  for (const body of [spring, autumn]) expect((await add(id, body, place.owner)).status).toBe(201)
  const shownAt = (instant: string) =>
    place.inTenant(async (tx) => {
      expect(tx.organization.timeZone).toBe('Europe/Berlin')
      const rows = await tx.all(shape({ from_day: text })`
        select x.from_day::text as from_day from tenant.alerts x
        where x.organization_id = ${place.id} and ${isShown(tx, sql`${instant}::timestamptz`)}`)
      return rows.map((row) => row.from_day)
    })
  // 28 March has 23 hours there: from 23:00 UTC of the day before to 22:00 UTC
  expect(await shownAt('2027-03-27T22:59:59Z')).toEqual([])
  expect(await shownAt('2027-03-27T23:00:00Z')).toEqual(['2027-03-28'])
  expect(await shownAt('2027-03-28T21:59:59Z')).toEqual(['2027-03-28'])
  expect(await shownAt('2027-03-28T22:00:00Z')).toEqual([])
  // 31 October has 25: from 22:00 UTC of the day before to 23:00 UTC
  expect(await shownAt('2027-10-30T21:59:59Z')).toEqual([])
  expect(await shownAt('2027-10-30T22:00:00Z')).toEqual(['2027-10-31'])
  expect(await shownAt('2027-10-31T22:59:59Z')).toEqual(['2027-10-31'])
  expect(await shownAt('2027-10-31T23:00:00Z')).toEqual([])
})

test('who may not see a patient finds no alert of theirs, and a look is recorded', async () => {
  const other = await world.organization()
  const theirs = await patient(other)
  const { body } = await add(theirs, bites, other.owner)
  for (const answer of [
    await desk.get(`/patients/${theirs}/alerts`),
    await add(theirs, bites),
    await desk.patch(`/alerts/${body.id}`, { text: 'x' }, 1),
    await desk.post(`/alerts/${body.id}/end`),
  ])
    expect(answer).toMatchObject({ status: 404, body: { code: 'not-found' } })
  await list(theirs, other.owner)
  const { rows } = await world.owner.query(
    `select count(*)::int as n from tenant.audit_events where patient_id = $1 and action = 'read' and subject = 'alerts'`,
    [theirs],
  )
  expect(rows).toEqual([{ n: 1 }])
})

test('a key is good for one alert and one end', async () => {
  const id = await patient()
  const key = { 'idempotency-key': 'alert-once' }
  const [one, two] = [
    await desk.post(`/patients/${id}/alerts`, bites, key),
    await desk.post(`/patients/${id}/alerts`, bites, key),
  ]
  expect([one.status, two.body.id]).toEqual([201, one.body.id])
  expect((await desk.post(`/patients/${id}/alerts`, { ...bites, text: 'x' }, key)).body.code).toBe('key-reused')
  const another = (await add(id, bites)).body
  const end = { 'idempotency-key': 'end-once' }
  expect((await desk.post(`/alerts/${one.body.id}/end`, undefined, end)).status).toBe(201)
  expect((await desk.post(`/alerts/${another.id}/end`, undefined, end)).body.code).toBe('key-reused')
})

test('who shares name and birth date with somebody on file is marked, until the other one is archived', async () => {
  const add = async (birthDate: string, place = org) =>
    (await place.owner.post('/patients', { kind: 'human', givenName: 'Ida', familyName: 'Twin', birthDate })).body.id
  const isMarked = async (id: string) => (await desk.get(`/patients/${id}`)).body.warnings.hasNamesake
  const one = await add('1971-05-04')
  await add('1971-05-04', await world.organization())
  await add('1971-05-05')
  expect(await isMarked(one)).toBeUndefined()
  const other = await add('1971-05-04')
  expect([await isMarked(one), await isMarked(other)]).toEqual([true, true])
  expect((await org.owner.put(`/patients/${other}/archival`, { archived: true }, 1)).status).toBe(200)
  expect(await isMarked(one)).toBeUndefined()
})

test('a namesake of another clinic is told of to nobody who does not see them', async () => {
  const [here, there] = await Promise.all(
    ['Here', 'There'].map(
      async (name) => (await org.owner.post('/clinics', { name, timeZone: 'Europe/Berlin' })).body.id as string,
    ),
  )
  const add = async (homeClinicId?: string) => {
    const fields = { kind: 'human', givenName: 'Ilse', familyName: 'Twin', birthDate: '1972-05-04', homeClinicId }
    return (await org.owner.post('/patients', fields)).body.id as string
  }
  const scoped = await org.member('nurse', { clinicIds: [String(here)] })
  const one = await add(here)
  await add(there)
  const marks = async (who: Person) => {
    const listed = (await who.get('/patients?search=ilse')).body.items.find(({ id }: { id: string }) => id === one)
    const chart = (await who.get(`/patients/${one}`)).body
    return [chart.warnings.hasNamesake, listed.warnings.hasNamesake]
  }
  expect(await marks(org.owner)).toEqual([true, true])
  expect(await marks(scoped)).toEqual([undefined, undefined])
  await add(here)
  expect(await marks(scoped)).toEqual([true, true])
})
