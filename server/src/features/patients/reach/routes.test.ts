import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let organization: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  organization = await world.organization()
})
afterAll(() => world.close())

const add = async (path: string, body: object) => (await organization.owner.post(path, body)).body.id as string
const reach = async (id: string) => organization.owner.get(`/patients/${id}/reach`)

test('a patient with an address is told; the address is only as long as it must be', async () => {
  const contact = { email: 'ada@patient.test', phone: '+49 30 1111111' }
  const id = await add('/patients', { kind: 'human', givenName: 'Ada', familyName: 'Klein', contact })
  expect(await reach(id)).toMatchObject({
    status: 200,
    body: {
      byEmail: [{ name: 'Ada Klein', email: 'a…@patient.test' }],
      call: { name: 'Ada Klein', phone: expect.stringContaining('30') },
    },
  })
})

test('else those who answer for it are, and the first with a number is called', async () => {
  const guardianIds = [
    await add('/guardians', { name: 'Gus', contact: { email: 'gus@guardian.test' } }),
    await add('/guardians', { name: 'Gerda', contact: { email: 'gerda@guardian.test', phone: '+49 30 2222222' } }),
  ]
  const id = await add('/patients', { kind: 'animal', species: 'dog', givenName: 'Rex', guardianIds })
  expect((await reach(id)).body).toMatchObject({
    byEmail: [
      { name: 'Gus', email: 'g…@guardian.test' },
      { name: 'Gerda', email: 'g…@guardian.test' },
    ],
    call: { name: 'Gerda' },
  })
})

test('whoever has neither is told by nobody', async () => {
  const id = await add('/patients', { kind: 'human', givenName: 'Silent' })
  expect((await reach(id)).body).toEqual({ byEmail: [] })
})

test('a patient of elsewhere looks like one that does not exist', async () => {
  const other = await world.organization()
  const theirs = (await other.owner.post('/patients', { kind: 'human', givenName: 'Nina' })).body.id
  expect((await reach(theirs)).status).toBe(404)
  const clinicIds = [await add('/clinics', { name: 'South', timeZone: 'Europe/Berlin' })]
  const nurse = await organization.member('nurse', { clinicIds })
  const patient = await add('/patients', { kind: 'human', givenName: 'Nora' })
  expect((await nurse.get(`/patients/${patient}/reach`)).status).toBe(404)
})
