import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let other: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  other = await world.organization()
})
afterAll(() => world?.close())

const ada = { kind: 'human', givenName: 'Ada', familyName: 'Lovelace' }
const rex = { kind: 'animal', givenName: 'Rex', species: 'dog' }
const issuesOf = (answer: { body: { data: { issues: { path: unknown[] }[] } } }) =>
  answer.body.data.issues.map(({ path }) => path.join('.'))
const eventsOf = (name: string) =>
  world.owner
    .query('select payload from tenant.events where organization_id = $1 and name = $2', [org.id, name])
    .then(({ rows }) => rows.map((row) => row.payload))

describe('adding a patient', () => {
  test('answers all that was given, and what it hangs on', async () => {
    const { body: guardian } = await org.owner.post('/guardians', { name: 'Gina Guardian' })
    const { body: clinic } = await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })
    const given = {
      kind: 'animal',
      givenName: 'Mia',
      birthDate: '2019-05-04',
      sex: 'female',
      species: 'cat',
      breed: 'Bengal',
      isNeutered: true,
      microchip: '276098106001234',
      colour: 'spotted',
      language: 'de',
      contact: { email: 'mia@example.org', phone: '+49 170 1234567', address: { city: 'Kiel' } },
      memo: 'Comes with a muzzle',
      homeClinicId: clinic.id,
    }
    const added = await org.owner.post('/patients', { ...given, guardianIds: [guardian.id] })
    expect(added.status).toBe(201)
    expect(added.headers.etag).toBe('"1"')
    expect(added.body).toMatchObject({
      ...given,
      version: 1,
      guardians: [{ id: guardian.id, name: 'Gina Guardian' }],
      abilities: { update: { allowed: true }, archive: { allowed: true }, book: { allowed: true } },
    })
    expect((await org.owner.get(`/patients/${added.body.id}`)).body).toEqual(added.body)
    expect(await eventsOf('patient.added')).toContainEqual(expect.objectContaining({ patientId: added.body.id }))
  })

  test('contacts, memos and chips lie sealed in the database, and only hashes of them beside', async () => {
    const { body } = await org.owner.post('/patients', {
      ...rex,
      microchip: '276000000009876',
      contact: { email: 'sealed@example.org', phone: '0431 555666' },
      memo: 'secret memo',
    })
    const { rows } = await world.owner.query(
      'select p::text || (select string_agg(t::text, $$,$$) from tenant.search_tokens t where t.patient_id = p.id) as row from tenant.patients p where id = $1',
      [body.id],
    )
    const hex = (text: string) => Buffer.from(text).toString('hex')
    for (const secret of ['sealed@example.org', '555666', '5666', 'secret memo', '276000000009876', '9876']) {
      // a word of its own: four digits stand in every long ciphertext
      expect(rows[0].row).not.toMatch(new RegExp(`\\b${RegExp.escape(secret)}\\b`))
      expect(rows[0].row).not.toContain(hex(secret))
    }
  })

  test.each([
    ['no name', { kind: 'human' }, 'body.givenName'],
    ['an animal without a species', { kind: 'animal', givenName: 'Rex' }, 'body.species'],
    ['a human with a species', { ...ada, species: 'dog' }, 'body.species'],
    ['a birth that is to come', { ...ada, birthDate: '2190-01-01' }, 'body.birthDate'],
    ['a birth in another age', { ...ada, birthDate: '0000-01-01' }, 'body.birthDate'],
    ['a day that does not exist', { ...ada, birthDate: '2023-02-30' }, 'body.birthDate'],
    ['a character that cannot be stored', { ...ada, familyName: 'x\0y' }, 'body.familyName'],
    ['a field that is not ours to give', { ...ada, organizationId: newId() }, 'body'],
  ])('%s is refused and named', async (_, body, field) => {
    const answer = await org.owner.post('/patients', body)
    expect([answer.status, answer.body.code]).toEqual([400, 'invalid-input'])
    expect(issuesOf(answer)).toContain(field)
  })

  test("another organization's guardian and clinic look exactly like ones that do not exist", async () => {
    const { body: guardian } = await other.owner.post('/guardians', { name: 'Foreign' })
    const { body: clinic } = await other.owner.post('/clinics', { name: 'Foreign', timeZone: 'Europe/Berlin' })
    const answers = []
    for (const wrong of [
      { guardianIds: [guardian.id] },
      { guardianIds: [newId()] },
      { homeClinicId: clinic.id },
      { homeClinicId: newId() },
    ]) {
      const { status, body } = await org.owner.post('/patients', { ...ada, ...wrong })
      answers.push({ status, issues: body.data.issues })
    }
    expect(answers[0]).toEqual({
      status: 400,
      issues: [{ path: ['body', 'guardianIds', '0'], code: 'unknown', message: 'is not known here' }],
    })
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual({
      status: 400,
      issues: [{ path: ['body', 'homeClinicId'], code: 'unknown', message: 'is not known here' }],
    })
    expect(answers[3]).toEqual(answers[2])
  })

  test('an organization for people treats no animals, a veterinary one no people', async () => {
    const human = await world.organization({ kind: 'human' })
    const veterinary = await world.organization({ kind: 'veterinary' })
    expect((await human.owner.post('/patients', ada)).status).toBe(201)
    expect((await veterinary.owner.post('/patients', rex)).status).toBe(201)
    for (const answer of [await human.owner.post('/patients', rex), await veterinary.owner.post('/patients', ada)]) {
      expect(answer.status).toBe(400)
      expect(issuesOf(answer)).toEqual(['body.kind'])
    }
  })

  test('the same key adds one patient and answers alike; with another body it is refused', async () => {
    const key = { 'idempotency-key': newId() }
    const first = await org.owner.post('/patients', ada, key)
    const again = await org.owner.post('/patients', ada, key)
    expect(again.status).toBe(201)
    expect(again.body).toEqual(first.body)
    const reused = await org.owner.post('/patients', rex, key)
    expect([reused.status, reused.body.code]).toEqual([422, 'key-reused'])
  })
})

describe('who may', () => {
  test('staff reads and writes no patients; nobody without signing in does', async () => {
    const { body } = await org.owner.post('/patients', ada)
    const staff = await org.member('staff')
    for (const answer of [await staff.get('/patients'), await staff.get(`/patients/${body.id}`)]) {
      expect([answer.status, answer.body.code, answer.body.data]).toEqual([
        403,
        'not-allowed',
        { permission: 'patients.read' },
      ])
    }
    for (const answer of [
      await staff.post('/patients', ada),
      await staff.patch(`/patients/${body.id}`, {}, 1),
      await staff.put(`/patients/${body.id}/archival`, { archived: true }, 1),
    ]) {
      expect([answer.status, answer.body.data]).toEqual([403, { permission: 'patients.write' }])
    }
    expect((await world.anybody.get(`/api/v1/organizations/${org.slug}/patients`)).status).toBe(401)
  })

  test("another organization's patient looks exactly like one that does not exist", async () => {
    const { body: foreign } = await other.owner.post('/patients', ada)
    for (const path of [`/patients/${foreign.id}`, `/patients/${newId()}`]) {
      const answers = [
        await org.owner.get(path),
        await org.owner.patch(path, { givenName: 'X' }, 1),
        await org.owner.put(`${path}/archival`, { archived: true }, 1),
      ]
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(answers.map(() => [404, 'not-found']))
    }
    expect((await other.owner.get(`/patients/${foreign.id}`)).body).toMatchObject({ givenName: 'Ada', version: 1 })
  })
})
