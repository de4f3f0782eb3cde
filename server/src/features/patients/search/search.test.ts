import fc from 'fast-check'
import { anyLetter } from '@polyclinic/contract/kit/reading/any-letter-fixture.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isDeep } from '../../../testing/deep.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { isFound, searches, type ModelContact, type ModelGuardian, type ModelPatient } from './oracle-fixture.ts'

let world: World
let org: TestOrganization

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

const page = async (query: string) =>
  (await org.owner.get(`/patients?${query}`)).body as {
    items: { id: string; matched: { by: string } }[]
    nextCursor?: string
  }

const pick = <Value>(values: readonly Value[], n: number): Value => values[n % values.length] as Value
const givenNames = [
  'Anna',
  'Änne',
  'Jörg',
  'Rex',
  'Mia',
  'Søren',
  'Łukasz',
  'Straßer',
  'O’Neil',
  'محمد',
  'Rex 2000',
  '王小明',
]
const familyNames = ['Müller', 'Mueller', 'de la Cruz', 'Annaheim', 'Özil', 'Smith-Jones', 'Lo']
const guardianNames = ['Ann Miller', 'Renée Cruz', 'Bo', 'Mário Ömer', 'ليلى حسن']
const phones = ['+49 170 1234567', '0170/1234567', '0431 555666', '(0431) 4567', '+1 555 0001234']
const emails = ['anna@example.org', 'mia.cruz@example.org', 'bo@example.org']
const chips = ['276098106001234', '276098106555666', 'A12345678']
const contactOf = (n: number): ModelContact | undefined =>
  n % 3 ? { ...(n % 2 && { phone: pick(phones, n) }), ...(n % 5 < 3 && { email: pick(emails, n) }) } : undefined

/** A world made and changed through the API, and the same as a plain model. */
async function makeWorld(seed: number): Promise<Map<string, ModelPatient>> {
  const random = fc.sample(fc.nat(9999), { numRuns: 2000, seed })
  const next = () => random.pop() ?? 7
  const guardians = new Map<string, ModelGuardian>()
  const patients = new Map<string, ModelPatient>()
  for (let n = 0; n < 12; n++) {
    const guardian = { name: pick(guardianNames, next()), contact: contactOf(next()) }
    guardians.set((await org.owner.post('/guardians', guardian)).body.id, guardian)
  }
  const someGuardians = () => [...new Set([...guardians.keys()].filter(() => next() % 6 === 0))]
  const bornOn = () => (next() % 2 ? `20${10 + (next() % 3)}-0${1 + (next() % 3)}-02` : undefined)
  for (let n = 0; n < 60; n++) {
    const [givenName, familyName, contact, birthDate, microchip, guardianIds] = [
      pick(givenNames, next()),
      next() % 2 ? pick(familyNames, next()) : undefined,
      contactOf(next()),
      bornOn(),
      next() % 2 ? pick(chips, next()) : undefined,
      someGuardians(),
    ]
    const { body } = await org.owner.post('/patients', {
      kind: 'animal',
      species: 'dog',
      givenName,
      familyName,
      contact,
      birthDate,
      microchip,
      guardianIds,
    })
    patients.set(body.id, {
      names: [givenName, familyName ?? ''],
      born: birthDate,
      chip: microchip,
      contact,
      guardians: guardianIds.map((id) => guardians.get(id) as ModelGuardian),
    })
  }
  for (let n = 0; n < 60; n++) {
    const [id, patient] = pick([...patients], next())
    const [guardianId, guardian] = pick([...guardians], next())
    const version = async (path: string) => (await org.owner.get(path)).body.version as number
    const change = async (path: string, body: object) =>
      expect((await org.owner.patch(path, body, await version(path))).status).toBe(200)
    const kind = next() % 7
    if (kind === 0)
      await change(`/patients/${id}`, {
        givenName: (patient.names[0] = pick(givenNames, next())),
        familyName: null,
      }).then(() => (patient.names[1] = ''))
    if (kind === 1) await change(`/patients/${id}`, { contact: (patient.contact = contactOf(next())) ?? null })
    if (kind === 2)
      await change(`/patients/${id}`, {
        microchip: (patient.chip = next() % 2 ? pick(chips, next()) : undefined) ?? null,
      })
    if (kind === 3) {
      const guardianIds = someGuardians()
      await change(`/patients/${id}`, { guardianIds })
      patient.guardians = guardianIds.map((each) => guardians.get(each) as ModelGuardian)
    }
    if (kind === 4)
      await change(`/guardians/${guardianId}`, {
        name: (guardian.name = pick(guardianNames, next())),
        contact: (guardian.contact = contactOf(next())) ?? null,
      })
    if (kind === 5) {
      await change(`/guardians/${guardianId}`, { patientIds: [id] })
      for (const each of patients.values()) each.guardians = each.guardians.filter((known) => known !== guardian)
      patient.guardians.push(guardian)
    }
    if (kind === 6 && patients.size > 50) {
      expect(
        (await org.owner.put(`/patients/${id}/archival`, { archived: true }, await version(`/patients/${id}`))).status,
      ).toBe(200)
      patients.delete(id)
    }
  }
  return patients
}

test('a search finds everybody whom it should find and nobody else, after any change of names, contacts, chips and links', async () => {
  const seed = fc.readConfigureGlobal()?.seed ?? Date.now() % 2 ** 31
  const patients = await makeWorld(seed)
  // another organization holds the same and is never found
  const other = await world.organization()
  for (const [n, name] of givenNames.entries())
    await other.owner.post('/patients', {
      kind: 'human',
      givenName: name,
      contact: { phone: pick(phones, n), email: pick(emails, n) },
    })
  await fc.assert(
    fc.asyncProperty(searches([...patients.values()]), async (terms) => {
      const typed = terms.map((term) => term.typed).join(' ')
      const { items } = await page(`limit=200&search=${encodeURIComponent(typed)}`)
      const expected = [...patients].filter(([, patient]) => isFound(patient, terms)).map(([id]) => id)
      const found = items.filter(({ matched }) => matched.by !== 'sound')
      expect(items.slice(0, found.length), 'those who resemble it come last').toEqual(found)
      expect(found.map(({ id }) => id).toSorted(), `the world of seed ${seed}`).toEqual(expected.toSorted())
    }),
    { numRuns: isDeep ? 400 : 120 },
  )
})

test('pages of a search and of the list hold every row once, in the order of the whole', async () => {
  for (const query of ['', 'search=ann', 'search=o', 'search=1234567', 'search=rex%201234']) {
    const whole = (await page(`limit=200&${query}`)).items.map(({ id }) => id)
    const paged: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await page(`limit=7&${query}${cursor ? `&cursor=${cursor}` : ''}`)
      paged.push(...items.map(({ id }) => id))
      cursor = nextCursor
    } while (cursor)
    expect(paged).toEqual(whole)
  }
})

test('whatever is typed is answered, never by an error', async () => {
  const anything = fc.oneof(
    fc.string({ unit: anyLetter, maxLength: 100 }),
    fc.string({ unit: fc.constantFrom(...'aé1 .-/@%_\\\0\'"*?{}'), maxLength: 100 }),
  )
  await fc.assert(
    fc.asyncProperty(anything, async (typed) => {
      const path = encodeURIComponent(typed.toWellFormed())
      for (const answer of [
        await org.owner.get(`/patients?search=${path}`),
        await org.owner.get(`/guardians?search=${path}`),
      ])
        expect(answer.status).toBe(200)
    }),
    { numRuns: isDeep ? 150 : 60 },
  )
})

test.each(['%', '_', '%%%', '\\', '\0', '*', '🐶'])('%j finds nobody rather than everybody', async (typed) => {
  expect(await page(`search=${encodeURIComponent(typed)}`)).toEqual({ items: [], total: 0 })
})

test('a cursor that is not ours is refused, also with what cannot be stored', async () => {
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  for (const cursor of [
    'nonsense',
    encoded(['a']),
    encoded(['a', 'b']),
    encoded(['a\0', '01a1f77f-7b00-72d7-b8c0-0144db1c212d']),
  ]) {
    const answer = await org.owner.get(`/patients?cursor=${cursor}`)
    expect([answer.status, answer.body.data.issues[0].path]).toEqual([400, ['query', 'cursor']])
  }
  expect((await org.owner.get('/patients?limit=0')).status).toBe(400)
  expect((await org.owner.get(`/patients?search=${'x'.repeat(101)}`)).status).toBe(400)
})

test("a guardian's phone tail finds the animals, and narrows what was found by name", async () => {
  const { body } = await org.owner.post('/guardians', {
    name: 'Tailor',
    contact: { phone: '0461 98 76 54' },
    newPatients: [
      { kind: 'animal', givenName: 'Bello', species: 'dog' },
      { kind: 'animal', givenName: 'Minka', species: 'cat' },
    ],
  })
  const [bello, minka] = body.patients.map(({ id }: { id: string }) => id)
  const ids = async (typed: string) => (await page(`search=${encodeURIComponent(typed)}`)).items.map(({ id }) => id)
  expect(await ids('7654')).toEqual([bello, minka])
  expect(await ids('+49 461 987654')).toEqual([bello, minka])
  expect(await ids('mink 987654')).toEqual([minka])
  expect((await page(`guardianId=${body.id}&search=bel`)).items.map(({ id }) => id)).toEqual([bello])
})
