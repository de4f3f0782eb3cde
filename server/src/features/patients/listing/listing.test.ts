import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

type Row = {
  id: string
  givenName: string
  phone?: string
  nextVisitAt?: string
  lastVisitAt?: string
  homeClinicId?: string
}
type Page = { items: Row[]; nextCursor?: string; total?: number }
const page = async (query: string) => (await org.owner.get(`/patients?${query}`)).body as Page

/** Every page, and what each said of the total. */
async function pages(query: string): Promise<{ names: string[]; totals: (number | undefined)[] }> {
  const names: string[] = []
  const totals: (number | undefined)[] = []
  let cursor = ''
  do {
    const answer = await page(`${query}&limit=2${cursor && `&cursor=${cursor}`}`)
    names.push(...answer.items.map(({ givenName }) => givenName))
    totals.push(answer.total)
    cursor = answer.nextCursor ?? ''
  } while (cursor)
  return { names, totals }
}

/** Writes an appointment `days` from now, past the doors that refuse the past. */
async function appointment(patientId: string, days: number, state = 'booked'): Promise<void> {
  await world.owner.query(
    `insert into tenant.appointments (organization_id, id, patient_id, service_id, practitioner_id, clinic_id, starts_at, ends_at, buffer_before, buffer_after, state)
     select $1, gen_random_uuid(), $2, s.id, r.id, c.id, now() + $3 * interval '1 day', now() + $3 * interval '1 day' + interval '15 minutes', 0, 0, $4
     from tenant.services s, tenant.practitioners r, tenant.clinics c where s.organization_id = $1 and r.organization_id = $1 and c.organization_id = $1 limit 1`,
    [org.id, patientId, days, state],
  )
}

describe('the order of the list', () => {
  beforeAll(async () => {
    const { body: clinic } = await org.owner.post('/clinics', { name: 'Harbour', timeZone: 'Europe/Berlin' })
    await org.owner.post('/services', { name: 'Check-up', durationMinutes: 15 })
    await org.owner.post('/practitioners', { displayName: 'Dr Ito', profession: 'doctor', clinicIds: [clinic.id] })
    const ids: Record<string, string> = {}
    for (const givenName of ['Dora', 'Ben', 'Cleo', 'Ada', 'Eve'])
      ids[givenName] = (await org.owner.post('/patients', { kind: 'human', givenName })).body.id
    await appointment(ids.Ada as string, 9)
    await appointment(ids.Ada as string, 4, 'cancelled')
    await appointment(ids.Dora as string, 5)
    await appointment(ids.Dora as string, -9)
    await appointment(ids.Cleo as string, 6)
    await appointment(ids.Cleo as string, -2)
    await appointment(ids.Ben as string, -1, 'no-show')
  })

  test.each([
    ['name', ['Ada', 'Ben', 'Cleo', 'Dora', 'Eve']],
    ['next-visit', ['Dora', 'Cleo', 'Ada', 'Ben', 'Eve']],
    ['last-visit', ['Cleo', 'Dora', 'Ada', 'Ben', 'Eve']],
    ['added', ['Eve', 'Ada', 'Cleo', 'Ben', 'Dora']],
  ])('%s: every row once, whoever has nothing to be ordered by at the end', async (sort, names) => {
    expect(await pages(`sort=${sort}`)).toEqual({ names, totals: [5, undefined, undefined] })
  })

  test('a cursor of one order is none of another', async () => {
    const { nextCursor } = await page('sort=added&limit=1')
    expect((await org.owner.get(`/patients?sort=name&cursor=${nextCursor}`)).status).toBe(400)
    expect((await org.owner.get(`/patients?sort=next-visit&cursor=${nextCursor}`)).status).toBe(400)
  })

  test('a row tells its appointments, the cancelled and missed ones not', async () => {
    const { items } = await page('')
    const told = Object.fromEntries(
      items.map(({ givenName, nextVisitAt, lastVisitAt }) => [givenName, [Boolean(nextVisitAt), Boolean(lastVisitAt)]]),
    )
    expect(told).toEqual({
      Ada: [true, false],
      Ben: [false, false],
      Cleo: [true, true],
      Dora: [true, true],
      Eve: [false, false],
    })
  })

  test('guardians by whose patient comes next, each once, those with nobody to come at the end', async () => {
    const { items } = await page('')
    const idOf = (name: string) => items.find(({ givenName }) => givenName === name)?.id
    for (const [name, ...patients] of [['Zora', 'Ada', 'Ben'], ['Yan', 'Dora', 'Cleo'], ['Xia', 'Eve'], ['Wes']])
      await org.owner.post('/guardians', { name, patientIds: patients.map(idOf) })
    const paged: [string, boolean][] = []
    let cursor = ''
    do {
      const { body } = await org.owner.get(`/guardians?sort=next-visit&limit=1${cursor && `&cursor=${cursor}`}`)
      for (const { name, nextVisitAt } of body.items) paged.push([name, nextVisitAt !== undefined])
      cursor = body.nextCursor ?? ''
    } while (cursor)
    expect(paged).toEqual([
      ['Yan', true],
      ['Zora', true],
      ['Wes', false],
      ['Xia', false],
    ])
    const { body: named } = await org.owner.get('/guardians?limit=1')
    expect(named.items).toMatchObject([{ name: 'Wes' }])
    expect((await org.owner.get(`/guardians?sort=next-visit&cursor=${named.nextCursor}`)).status).toBe(400)
    const { body: searched } = await org.owner.get('/guardians?search=zora&sort=next-visit')
    expect(searched.items).toMatchObject([
      { name: 'Zora', nextVisitAt: items.find(({ givenName }) => givenName === 'Ada')?.nextVisitAt },
    ])
  })

  test('the total of a search counts whom it found', async () => {
    expect((await page('search=a&limit=1')).total).toBe(1)
    expect((await page('search=%25')).total).toBe(0)
  })
})

test("a row tells the patient's phone, else that of the first guardian who has one", async () => {
  const guardian = async (name: string, phone?: string) =>
    (await org.owner.post('/guardians', { name, ...(phone && { contact: { phone } }) })).body.id as string
  const guardianIds = [await guardian('Abe'), await guardian('Zoe', '0431 2222'), await guardian('Ian', '0431 11111')]
  const add = (givenName: string, contact?: object) =>
    org.owner.post('/patients', { kind: 'human', givenName, guardianIds, ...(contact && { contact }) })
  await add('Phoneless', { email: 'p@example.org' })
  await add('Phoning', { phone: '0431 33333' })
  const { items } = await page('search=phon')
  expect(items.map(({ givenName, phone }) => [givenName, phone])).toEqual([
    ['Phoneless', '0431 11111'],
    ['Phoning', '0431 33333'],
  ])
})

test('a row tells the clinic that is the patient’s home', async () => {
  const { body: clinic } = await org.owner.post('/clinics', { name: 'Old Town', timeZone: 'Europe/Berlin' })
  await org.owner.post('/patients', { kind: 'human', givenName: 'Homely', homeClinicId: clinic.id })
  await org.owner.post('/patients', { kind: 'human', givenName: 'Homeless' })
  const { items } = await page('search=home')
  expect(items.map(({ givenName, homeClinicId }) => [givenName, homeClinicId])).toEqual([
    ['Homeless', undefined],
    ['Homely', clinic.id],
  ])
})

test('an answer to a search tells why each row was found, with what is on file', async () => {
  await org.owner.post('/guardians', {
    name: 'Wilhelmina Fisch',
    contact: { phone: '+49 (431) 778-899', email: 'Mina@Fisch.example' },
    newPatients: [
      { kind: 'animal', species: 'cat', givenName: 'Tom', microchip: '276098106009999', birthDate: '2020-02-03' },
    ],
  })
  const why = async (path: string) => (await org.owner.get(path)).body.items[0].matched
  expect(await why('/patients?search=tom')).toEqual({ by: 'name' })
  expect(await why('/patients?search=wilhelm')).toEqual({ by: 'guardian' })
  expect(await why('/patients?search=8899')).toEqual({ by: 'phone', text: '+49 (431) 778-899' })
  expect(await why('/patients?search=MINA@fisch.example')).toEqual({ by: 'email', text: 'mina@fisch.example' })
  expect(await why('/patients?search=276098106009999')).toEqual({ by: 'microchip', text: '276098106009999' })
  expect(await why('/patients?search=3.2.2020')).toEqual({ by: 'birthDate', text: '2020-02-03' })
  expect(await why('/guardians?search=wilhelm')).toEqual({ by: 'name' })
  const { items } = (await org.owner.get('/guardians?search=fisch')).body
  expect(items[0]).toMatchObject({ phone: '+49 (431) 778-899', email: 'mina@fisch.example' })
})
