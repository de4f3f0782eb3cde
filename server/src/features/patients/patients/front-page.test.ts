import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization({ kind: 'mixed' })
})
afterAll(() => world?.close())

const full = {
  title: 'Dr',
  usedName: 'Bobby',
  pronouns: 'they/them',
  aliases: [
    { kind: 'birth', text: 'Robert Krähenbühl' },
    { kind: 'transliteration', text: 'روبرت ميلر' },
  ],
  identifiers: [
    { kind: 'national', value: '756.9217.0769.85', issuer: 'ZAS', country: 'CH' },
    { kind: 'passport', value: 'C01X00T47', country: 'DE', from: '2020-01-01', until: '2030-01-01' },
  ],
  speech: { languages: ['ti', 'de'], needsInterpreter: true },
  physiology: { sex: 'female-typical', note: 'creatinine by the female range' },
  contact: {
    phone: '+49 30 5550001',
    about: { phone: { label: 'work', until: '2199-01-01' } },
    others: [
      { kind: 'phone', value: '+49 30 5550002', label: 'own', ownLabel: 'Neighbour' },
      { kind: 'email', value: 'old@front.example', doNotUse: 'read by the former partner' },
    ],
  },
}

const person = async (more: object) => {
  const made = await org.owner.post('/patients', { kind: 'human', givenName: 'Robert', familyName: 'Miller', ...more })
  expect(made.status).toBe(201)
  return made.body
}
const found = async (search: string) =>
  (await org.owner.get(`/patients?search=${encodeURIComponent(search)}`)).body.items as {
    id: string
    matched: { by: string; text?: string }
  }[]

test('all of it comes in, is shown as it came, lies sealed, and is emptied again', async () => {
  const { id, ...made } = await person(full)
  expect(made).toMatchObject(full)
  expect((await org.owner.get(`/patients/${id}`)).body).toMatchObject(full)
  const { rows } = await world.owner.query('select to_jsonb(p) as row from tenant.patients p where id = $1', [id])
  const clear = JSON.stringify(rows[0].row)
  for (const secret of ['they/them', '756.9217', 'C01X00T47', 'creatinine', 'Neighbour', 'ti","de'])
    expect(clear).not.toContain(secret)
  const nothing = Object.fromEntries(Object.keys(full).map((field) => [field, null]))
  const emptied = await org.owner.patch(`/patients/${id}`, nothing, 1)
  for (const field of Object.keys(full)) expect(emptied.body).not.toHaveProperty(field)
})

test('somebody is found by every name and every number, whole and by its tail', async () => {
  const { id } = await person({ ...full, familyName: 'Findable' })
  const by = { identifier: 'identifier', name: 'name', phone: 'phone', email: 'email' }
  for (const [typed, how] of [
    ['756.9217.0769.85', by.identifier],
    ['7569217076985', by.identifier],
    ['6985', by.identifier],
    ['C01X00T47', by.identifier],
    ['c01x00t47', by.identifier],
    ['0T47', by.identifier],
    ['bobby findable', by.name],
    ['robert findable', by.name],
    ['krahenbuhl', by.name],
    ['روبرت', by.name],
    ['5550002', by.phone],
    ['old@front.example', by.email],
  ] as const) {
    const hit = (await found(typed)).find((each) => each.id === id)
    expect([typed, hit?.matched.by]).toEqual([typed, how])
  }
})

test('the name that is used stands in lists, in what others are told, and beside the one on file', async () => {
  const { id } = await person({ usedName: 'Bob', contact: { phone: '+49 30 5550077' } })
  const reach = await org.owner.get(`/patients/${id}/reach`)
  expect(JSON.stringify(reach.body)).toContain('Bob Miller')
  expect((await org.owner.get(`/patients/${id}`)).body).toMatchObject({ givenName: 'Robert', usedName: 'Bob' })
})

test('a warning of doubles knows numbers and names of before', async () => {
  const { id } = await person({ ...full, familyName: 'Doubled', birthDate: '1970-01-01' })
  const check = async (draft: object) => {
    const { body } = await org.owner.post('/duplicate-checks', { patients: [{ kind: 'human', ...draft }] })
    const item = body.patients[0].items.find((each: { patient: { id: string } }) => each.patient.id === id)
    return (item?.reasons ?? []) as string[]
  }
  expect(await check({ identifiers: ['C01 X00 T47'] })).toContain('same-identifier')
  expect(await check({ givenName: 'Robert', familyName: 'Krahenbuhl', birthDate: '1970-01-01' })).toContain('same-name')
  expect(await check({ givenName: 'Bobby', familyName: 'Doubled', birthDate: '1970-01-01' })).toContain('same-name')
})

test('a change of the phone alone leaves labels of others and the others as they are', async () => {
  const { id } = await person(full)
  const changed = await org.owner.patch(`/patients/${id}`, { contact: { phone: '+49 30 5550009' } }, 1)
  expect(changed.body.contact).toEqual({ phone: '+49 30 5550009', others: full.contact.others })
  const cleared = await org.owner.patch(`/patients/${id}`, { contact: { phone: '+49 30 5550009', others: [] } }, 2)
  expect(cleared.body.contact).toEqual({ phone: '+49 30 5550009' })
})

describe('what cannot be is refused at its field', () => {
  const dog = { kind: 'animal', givenName: 'Rex', species: 'dog' }
  const human = { kind: 'human', givenName: 'Ada' }
  const chip = (value: string, more = {}) => ({ kind: 'microchip', value, ...more })
  test.each<[string, object, (string | number)[], string]>([
    [
      'two chips',
      { ...dog, identifiers: [chip('276098100000001'), chip('985112003456702')] },
      ['identifiers', 1, 'value'],
      'second-chip',
    ],
    [
      'an impossible chip',
      { ...dog, identifiers: [chip('000098100000001')] },
      ['identifiers', 0, 'value'],
      'microchip',
    ],
    ['an impossible chip in its own field', { ...dog, microchip: '12' }, ['microchip'], 'microchip'],
    [
      'an end before the beginning',
      { ...human, identifiers: [{ kind: 'passport', value: 'X', from: '2020-02-01', until: '2020-01-01' }] },
      ['identifiers', 0, 'until'],
      'ends-first',
    ],
    [
      'a contact that ends first',
      {
        ...human,
        contact: { others: [{ kind: 'phone', value: '0301234567', from: '2020-02-01', until: '2020-01-01' }] },
      },
      ['contact', 'others', 0, 'until'],
      'ends-first',
    ],
    ['an age of 140', { ...human, birthDate: '1880-01-01' }, ['birthDate'], 'range'],
    ['a name without end', { ...human, usedName: 'a'.repeat(10_000) }, ['usedName'], 'too-long'],
    [
      'half a character',
      { ...human, aliases: [{ kind: 'birth', text: 'A\ud800' }] },
      ['aliases', 0, 'text'],
      'characters',
    ],
    ['a stable of a person', { ...human, whereabouts: { kind: 'stable' } }, ['species'], 'animals-only'],
  ])('%s', async (_, body, path, code) => {
    const { status, body: answer } = await org.owner.post('/patients', body)
    expect(status).toBe(400)
    const at = answer.data.issues.map((issue: { path: (string | number)[]; code: string }) => [
      issue.path.join('.').replace(/^body\./, ''),
      issue.code,
    ])
    expect(at).toContainEqual([path.join('.'), code])
  })
})

test('a second chip is taken where the older one ends, and both find the animal', async () => {
  const made = await org.owner.post('/patients', {
    kind: 'animal',
    givenName: 'Rex',
    species: 'dog',
    microchip: '276098100000055',
  })
  const at = `/patients/${made.body.id}`
  expect(made.body.identifiers).toEqual([{ kind: 'microchip', value: '276098100000055' }])
  const refused = await org.owner.patch(at, { identifiers: [{ kind: 'microchip', value: '985 112 003 456 755' }] }, 1)
  expect([refused.status, refused.body.data.issues[0].code]).toEqual([400, 'second-chip'])
  const old = { kind: 'microchip', value: '276098100000055', until: '2020-01-01' }
  const taken = await org.owner.patch(
    at,
    { identifiers: [{ kind: 'microchip', value: '985 112 003 456 755' }, old] },
    1,
  )
  expect(taken.body).toMatchObject({ microchip: '985112003456755', identifiers: [{ value: '985112003456755' }, old] })
  for (const typed of ['276098100000055', '985112003456755', '0055'])
    expect((await found(typed)).map(({ id }) => id)).toContain(made.body.id)
})
