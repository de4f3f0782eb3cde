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

const rex = { kind: 'animal', givenName: 'Rex', species: 'dog' }
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
const found = async (search: string) =>
  idsOf((await org.owner.get(`/patients?search=${encodeURIComponent(search)}`)).body.items)

describe('adding a guardian', () => {
  test('a customer with two pets comes in one request, beside a patient that was there', async () => {
    const { body: there } = await org.owner.post('/patients', { ...rex, givenName: 'Olda' })
    const given = {
      name: 'Gina Guardian',
      contact: { email: 'gina@example.org', phone: '0431 111222', address: { city: 'Kiel' } },
      language: 'ar',
      memo: 'pays in cash',
    }
    const added = await org.owner.post('/guardians', {
      ...given,
      patientIds: [there.id],
      newPatients: [
        { ...rex, givenName: 'Berta' },
        { kind: 'animal', givenName: 'Anton', species: 'cat' },
      ],
    })
    expect(added.status).toBe(201)
    expect(added.headers.etag).toBe('"1"')
    expect(added.body).toMatchObject({ ...given, version: 1 })
    expect(
      added.body.patients.map(({ givenName, guardians }: { givenName: string; guardians: unknown }) => [
        givenName,
        guardians,
      ]),
    ).toEqual(['Anton', 'Berta', 'Olda'].map((name) => [name, [{ id: added.body.id, name: 'Gina Guardian' }]]))
    expect((await org.owner.get(`/guardians/${added.body.id}`)).body).toEqual(added.body)
    for (const search of ['gina', '111222', 'gina@example.org'])
      expect((await found(search)).toSorted()).toEqual(idsOf(added.body.patients).toSorted())
    const { rows } = await world.owner.query('select name, payload from tenant.events where organization_id = $1', [
      org.id,
    ])
    expect(rows).toContainEqual({
      name: 'guardian.changed',
      payload: expect.objectContaining({ guardianId: added.body.id }),
    })
    for (const { id } of added.body.patients)
      expect(rows).toContainEqual({ name: 'patient.added', payload: expect.objectContaining({ patientId: id }) })
  })

  test('one wrong patient refuses all of it, and nothing is stored', async () => {
    const before = await world.owner.query('select count(*) from tenant.patients where organization_id = $1', [org.id])
    const wrong = [
      { patientIds: [newId()] },
      { newPatients: [rex, { ...rex, homeClinicId: newId() }] },
      { newPatients: [rex, { ...rex, birthDate: '0000-01-01' }] },
      { newPatients: [{ ...rex, guardianIds: [newId()] }] },
    ]
    const paths = []
    for (const body of wrong) {
      const answer = await org.owner.post('/guardians', { name: 'Half Failed', ...body })
      expect(answer.status).toBe(400)
      paths.push(answer.body.data.issues[0].path.join('.'))
    }
    expect(paths).toEqual([
      'body.patientIds.0',
      'body.newPatients.1.homeClinicId',
      'body.newPatients.1.birthDate',
      'body.newPatients.0.guardianIds',
    ])
    expect((await org.owner.get('/guardians?search=half')).body.items).toEqual([])
    expect(
      (await world.owner.query('select count(*) from tenant.patients where organization_id = $1', [org.id])).rows,
    ).toEqual(before.rows)
  })

  test("another organization's patient is refused like one that does not exist", async () => {
    const { body: foreign } = await other.owner.post('/patients', rex)
    const answers = [
      await org.owner.post('/guardians', { name: 'G', patientIds: [foreign.id] }),
      await org.owner.post('/guardians', { name: 'G', patientIds: [newId()] }),
    ]
    expect(answers[0]?.body.data).toEqual(answers[1]?.body.data)
    expect(answers.map(({ status }) => status)).toEqual([400, 400])
  })

  test('a name is needed, and the same key adds one', async () => {
    expect((await org.owner.post('/guardians', {})).status).toBe(400)
    const key = { 'idempotency-key': newId() }
    const [first, again] = [
      await org.owner.post('/guardians', { name: 'Once' }, key),
      await org.owner.post('/guardians', { name: 'Once' }, key),
    ]
    expect(again.body).toEqual(first.body)
    expect((await org.owner.post('/guardians', { name: 'Twice' }, key)).body.code).toBe('key-reused')
  })
})

describe('who may', () => {
  test('staff reads and writes no guardians', async () => {
    const { body } = await org.owner.post('/guardians', { name: 'G' })
    const staff = await org.member('staff')
    const answers = [
      await staff.get('/guardians'),
      await staff.get(`/guardians/${body.id}`),
      await staff.post('/guardians', { name: 'G' }),
      await staff.patch(`/guardians/${body.id}`, {}, 1),
    ]
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
  })

  test("another organization's guardian looks exactly like one that does not exist", async () => {
    const { body: foreign } = await other.owner.post('/guardians', { name: 'Foreign' })
    for (const id of [foreign.id, newId()]) {
      const answers = [
        await org.owner.get(`/guardians/${id}`),
        await org.owner.patch(`/guardians/${id}`, { name: 'X' }, 1),
      ]
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
        [404, 'not-found'],
        [404, 'not-found'],
      ])
    }
    expect((await org.owner.get(`/patients?guardianId=${foreign.id}`)).body).toEqual({ items: [], total: 0 })
  })
})

describe('changing a guardian', () => {
  test('changes what is given, empties what is null and leaves the rest; the search of its patients follows', async () => {
    const { body } = await org.owner.post('/guardians', {
      name: 'Vera Before',
      contact: { phone: '0431 777888' },
      memo: 'kind',
      language: 'de',
      newPatients: [rex],
    })
    const patients = idsOf(body.patients)
    const changed = await org.owner.patch(
      `/guardians/${body.id}`,
      { name: 'Vera Afterwards', contact: { phone: '0431 999000' }, language: null },
      1,
    )
    expect(changed.status).toBe(200)
    expect(changed.body).toMatchObject({
      name: 'Vera Afterwards',
      contact: { phone: '0431 999000' },
      memo: 'kind',
      version: 2,
    })
    expect(changed.body).not.toHaveProperty('language')
    expect(await Promise.all(['before', '777888', 'afterwards', '9000'].map(found))).toEqual([
      [],
      [],
      patients,
      patients,
    ])
    await org.owner.patch(`/guardians/${body.id}`, { contact: null }, 2)
    expect(await found('9000')).toEqual([])
  })

  test('patients replace the ones before, and are found or no longer found by the guardian', async () => {
    const { body } = await org.owner.post('/guardians', {
      name: 'Quentin Mover',
      contact: { email: 'q@example.org' },
      newPatients: [rex],
    })
    const { body: next } = await org.owner.post('/patients', { ...rex, givenName: 'Bella' })
    const changed = await org.owner.patch(`/guardians/${body.id}`, { patientIds: [next.id] }, 1)
    expect(idsOf(changed.body.patients)).toEqual([next.id])
    expect([await found('quentin'), await found('q@example.org')]).toEqual([[next.id], [next.id]])
    const refused = await org.owner.patch(`/guardians/${body.id}`, { patientIds: [newId()] }, changed.body.version)
    expect([refused.status, refused.body.data.issues[0].path]).toEqual([400, ['body', 'patientIds', '0']])
  })

  test('needs the version that was seen, and refuses an older one', async () => {
    const { body } = await org.owner.post('/guardians', { name: 'G' })
    expect((await org.owner.patch(`/guardians/${body.id}`, { name: 'H' })).status).toBe(428)
    expect((await org.owner.patch(`/guardians/${body.id}`, { name: 'H' }, 1)).status).toBe(200)
    expect((await org.owner.patch(`/guardians/${body.id}`, { name: 'I' }, 1)).body.code).toBe('stale')
  })
})

describe('the list', () => {
  test('comes in the order of folded names, by pages, and finds parts of names without accents', async () => {
    const fresh = await world.organization()
    for (const name of ['Zoë Ünal', 'Émile Zola', 'anna Zwei', 'Bo Li'])
      await fresh.owner.post('/guardians', { name, newPatients: name === 'Bo Li' ? [rex] : [] })
    const names = (answer: { body: { items: { name: string }[] } }) => answer.body.items.map(({ name }) => name)
    const first = await fresh.owner.get('/guardians?limit=3')
    expect(names(first)).toEqual(['anna Zwei', 'Bo Li', 'Émile Zola'])
    expect(first.body.items[1].patients).toEqual([{ id: expect.any(String), name: 'Rex', species: 'dog' }])
    const second = await fresh.owner.get(`/guardians?limit=3&cursor=${first.body.nextCursor}`)
    expect([names(second), second.body.nextCursor]).toEqual([['Zoë Ünal'], undefined])
    const search = async (text: string) => names(await fresh.owner.get(`/guardians?search=${encodeURIComponent(text)}`))
    expect(await Promise.all(['unal zoe', 'ZOL', 'z', 'li', 'o', '%', '_', '\0'].map(search))).toEqual([
      ['Zoë Ünal'],
      ['Émile Zola'],
      ['anna Zwei', 'Émile Zola', 'Zoë Ünal'],
      ['Bo Li'],
      [],
      [],
      [],
      [],
    ])
    expect((await fresh.owner.get('/guardians?cursor=nonsense')).status).toBe(400)
  })
})
