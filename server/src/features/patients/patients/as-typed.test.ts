import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const ada = { kind: 'human', givenName: 'Ada' }
const rex = { kind: 'animal', givenName: 'Rex', species: 'dog' }

test.each(['\u200b', '\u3164', '\u2800', '\u2060', '\u0301', '🐶', '…'])(
  'a name of %j alone is refused at its field',
  async (name) => {
    for (const [path, body, field] of [
      ['/patients', { kind: 'human', givenName: name }, 'givenName'],
      ['/guardians', { name }, 'name'],
      ['/clinics', { name, timeZone: 'Europe/Berlin' }, 'name'],
    ] as const) {
      const answer = await org.owner.post(path, body)
      expect(answer.status, path).toBe(400)
      expect(answer.body.data.issues[0].path).toEqual(['body', field])
      expect(['required', 'invisible']).toContain(answer.body.data.issues[0].code)
    }
  },
)

test.each([
  ['\u202a+44 7700 900123\u202c', '+44 7700 900123'],
  ['+49 170–1234569', '+49 170-1234569'],
  ['٠١٧٠١٢٣٤٥٧٧', '01701234577'],
  ['+1-608-271-9000 x11', '+1-608-271-9000 ext. 11'],
  ['+1 608 271 9000 ext. 11', '+1 608 271 9000 ext. 11'],
])('the phone %j is kept as %j and found by its last digits', async (phone, kept) => {
  const { status, body } = await org.owner.post('/patients', { ...ada, contact: { phone } })
  expect([status, body.contact]).toEqual([201, { phone: kept }])
  const tail = kept
    .replace(/ ext.*/, '')
    .replaceAll(/\D/g, '')
    .slice(-6)
  const { body: found } = await org.owner.get(`/patients?search=${tail}`)
  expect(found.items.map((each: { id: string }) => each.id)).toContain(body.id)
})

test.each([
  ['x@müller-praxis.de', 'x@xn--mller-praxis-dlb.de'],
  ['müller@reports.example', 'müller@reports.example'],
  ['Jane <Jane@X.example>', 'jane@x.example'],
])('the address %j is kept as %j', async (email, kept) => {
  expect((await org.owner.post('/patients', { ...ada, contact: { email } })).body.contact).toEqual({ email: kept })
  expect((await org.owner.post('/guardians', { name: 'Gina', contact: { email } })).body.contact).toEqual({
    email: kept,
  })
  expect((await org.owner.post('/invitations', { email, role: 'staff' })).body.email).toBe(kept)
})

test.each([
  ['985.112.003.456.702', '985112003456702'],
  ['985 112 003 456 780', '985112003456780'],
  ['AVID*012*345*678', '012345678'],
])('the chip %j is kept as %j', async (microchip, kept) => {
  const { body } = await org.owner.post('/patients', { ...rex, microchip })
  expect(body.microchip).toBe(kept)
  const changed = await org.owner.patch(`/patients/${body.id}`, { microchip }, body.version)
  expect(changed.body.microchip).toBe(kept)
})

test.each([
  ['phone', { ...ada, contact: { phone: 'ask her' } }, ['body', 'contact', 'phone'], 'phone'],
  ['e-mail', { ...ada, contact: { email: 'jane doe@x.example' } }, ['body', 'contact', 'email'], 'email'],
  ['chip', { ...rex, microchip: '98511200' }, ['body', 'microchip'], 'microchip'],
  ['name', { kind: 'human' }, ['body', 'givenName'], 'required'],
  ['name', { kind: 'human', givenName: 'x'.repeat(121) }, ['body', 'givenName'], 'too-long'],
])('what is wrong with a %s is said by a code at the field', async (_, body, path, code) => {
  const answer = await org.owner.post('/patients', body)
  expect(answer.status).toBe(400)
  expect(answer.body.data.issues).toContainEqual({ path, code, message: expect.any(String) })
})

test.each(['2024', '2024-06', '2024-06-15'])(
  'of a birth date %s is kept and shown as much as was known',
  async (birthDate) => {
    const { status, body } = await org.owner.post('/patients', { ...rex, birthDate })
    expect([status, body.birthDate]).toEqual([201, birthDate])
    expect((await org.owner.get(`/patients/${body.id}`)).body.birthDate).toBe(birthDate)
    const { body: list } = await org.owner.get('/patients?search=rex&limit=200')
    expect(list.items.find((each: { id: string }) => each.id === body.id).birthDate).toBe(birthDate)
    const { body: owner } = await org.owner.post('/guardians', { name: 'Olive Owner', patientIds: [body.id] })
    expect(owner.patients[0].birthDate).toBe(birthDate)
  },
)

test('a birth date becomes more exact, or less, and is forgotten when it is emptied', async () => {
  let { body } = await org.owner.post('/patients', { ...rex, birthDate: '2024' })
  for (const birthDate of ['2024-06-15', '2024-06', null, '2023']) {
    body = (await org.owner.patch(`/patients/${body.id}`, { birthDate }, body.version)).body
    expect(body.birthDate ?? null).toBe(birthDate)
  }
  const memo = await org.owner.patch(`/patients/${body.id}`, { memo: 'Shy' }, body.version)
  expect(memo.body.birthDate).toBe('2023')
})

test.each(['24', '2024-13', '2024-02-30', '2024-6', '1799', '3000', 'about 2024'])(
  'the birth date %j is refused at its field',
  async (birthDate) => {
    const answer = await org.owner.post('/patients', { ...rex, birthDate })
    expect(answer.body.data.issues[0]).toMatchObject({ path: ['body', 'birthDate'] })
  },
)

test('who died in the year of birth may stand with the year alone', async () => {
  const { body } = await org.owner.post('/patients', { ...rex, birthDate: '2024' })
  const answer = await org.owner.patch(`/patients/${body.id}`, { deceasedOn: '2024-03-01' }, body.version)
  expect(answer.status).toBe(200)
  const before = await org.owner.patch(`/patients/${body.id}`, { deceasedOn: '2023-12-31' }, answer.body.version)
  expect(before.status).toBe(400)
})
