import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../../kit/db/ids.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
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

describe('changing a patient', () => {
  test('changes what is given, empties what is null and leaves the rest', async () => {
    const { body } = await org.owner.post('/patients', {
      ...rex,
      breed: 'Boxer',
      memo: 'bites',
      contact: { phone: '0431 555666' },
      birthDate: '2020-01-01',
    })
    const changed = await org.owner.patch(
      `/patients/${body.id}`,
      { givenName: 'Max', breed: null, birthDate: '2019-01-01' },
      body.version,
    )
    expect(changed.status).toBe(200)
    expect(changed.headers.etag).toBe('"2"')
    expect(changed.body).toMatchObject({
      givenName: 'Max',
      memo: 'bites',
      contact: { phone: '0431 555666' },
      birthDate: '2019-01-01',
      version: 2,
    })
    expect(changed.body).not.toHaveProperty('breed')
    expect(await eventsOf('patient.changed')).toContainEqual(expect.objectContaining({ patientId: body.id }))
  })

  test('needs the version that was seen, and refuses an older one', async () => {
    const { body } = await org.owner.post('/patients', ada)
    expect((await org.owner.patch(`/patients/${body.id}`, { givenName: 'X' })).body.code).toBe('version-required')
    expect((await org.owner.patch(`/patients/${body.id}`, { givenName: 'Augusta' }, 1)).status).toBe(200)
    const late = await org.owner.patch(`/patients/${body.id}`, { givenName: 'X' }, 1)
    expect([late.status, late.body.code]).toEqual([412, 'stale'])
    const both = await Promise.all(
      [1, 2].map((n) => org.owner.patch(`/patients/${body.id}`, { givenName: `At once ${n}` }, 2)),
    )
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  })

  test('death is a date that stands between birth and today, is announced and ends booking', async () => {
    const { body } = await org.owner.post('/patients', { ...rex, birthDate: '2020-06-01' })
    for (const deceasedOn of ['2020-05-31', '2190-01-01'])
      expect(issuesOf(await org.owner.patch(`/patients/${body.id}`, { deceasedOn }, 1))).toEqual(['body.deceasedOn'])
    const changed = await org.owner.patch(`/patients/${body.id}`, { deceasedOn: '2024-06-01' }, 1)
    expect(changed.body).toMatchObject({
      deceasedOn: '2024-06-01',
      abilities: { update: { allowed: true }, book: { allowed: false, reason: 'deceased' } },
    })
    expect(await eventsOf('patient.changed')).toContainEqual(expect.objectContaining({ patientId: body.id }))
  })

  test('a human never gets what only an animal has', async () => {
    const { body } = await org.owner.post('/patients', ada)
    for (const [field, value] of Object.entries({
      species: 'dog',
      breed: 'Boxer',
      isNeutered: true,
      microchip: '276098106001234',
    })) {
      expect(issuesOf(await org.owner.patch(`/patients/${body.id}`, { [field]: value }, 1))).toEqual([`body.${field}`])
    }
  })

  test('guardians replace the ones before; an unknown one changes nothing', async () => {
    const [{ body: first }, { body: second }] = [
      await org.owner.post('/guardians', { name: 'First' }),
      await org.owner.post('/guardians', { name: 'Second' }),
    ]
    const { body } = await org.owner.post('/patients', { ...rex, guardianIds: [first.id] })
    const changed = await org.owner.patch(`/patients/${body.id}`, { guardianIds: [second.id] }, 1)
    expect(changed.body.guardians).toEqual([{ id: second.id, name: 'Second' }])
    const refused = await org.owner.patch(
      `/patients/${body.id}`,
      { givenName: 'Lost', guardianIds: [first.id, newId()] },
      changed.body.version,
    )
    expect(issuesOf(refused)).toEqual(['body.guardianIds.1'])
    expect((await org.owner.get(`/patients/${body.id}`)).body).toMatchObject({
      givenName: 'Rex',
      guardians: [{ id: second.id }],
      version: changed.body.version,
    })
  })
})

describe('archiving', () => {
  test('takes a patient out of the list and brings it back; nothing is deleted', async () => {
    const { body } = await org.owner.post('/patients', { ...ada, familyName: 'Archibald' })
    const found = async (archived: string) =>
      (await org.owner.get(`/patients?search=archibald${archived}`)).body.items.map(({ id }: { id: string }) => id)
    const archived = await org.owner.put(`/patients/${body.id}/archival`, { archived: true }, 1)
    expect(archived.body).toMatchObject({ version: 2, abilities: { book: { allowed: false, reason: 'archived' } } })
    expect(archived.body.archivedAt).toMatch(/Z$/)
    expect([await found(''), await found('&archived=only')]).toEqual([[], [body.id]])
    expect((await org.owner.get(`/patients/${body.id}`)).status).toBe(200)
    const again = await org.owner.put(`/patients/${body.id}/archival`, { archived: true }, 2)
    expect(again.body).toEqual(archived.body)
    const back = await org.owner.put(`/patients/${body.id}/archival`, { archived: false }, 2)
    expect(back.body).not.toHaveProperty('archivedAt')
    expect([await found(''), await found('&archived=only')]).toEqual([[body.id], []])
  })

  test('needs the version that was seen, and a body that says which way', async () => {
    const { body } = await org.owner.post('/patients', ada)
    expect((await org.owner.put(`/patients/${body.id}/archival`, { archived: true })).status).toBe(428)
    expect((await org.owner.put(`/patients/${body.id}/archival`, { archived: true }, 7)).status).toBe(412)
    expect((await org.owner.put(`/patients/${body.id}/archival`, {}, 1)).status).toBe(400)
  })
})
