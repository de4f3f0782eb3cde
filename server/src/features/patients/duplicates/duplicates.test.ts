import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { likenessOfDates, likenessOfNames } from './rules.ts'

let world: World
let org: TestOrganization
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  const add = async (called: string, path: string, body: object) => {
    const answer = await org.owner.post(path, body)
    expect(answer.status).toBe(201)
    ids[called] = answer.body.id
  }
  await add('jürgen', '/patients', {
    kind: 'human',
    givenName: 'Jürgen',
    familyName: 'Müller',
    birthDate: '1980-03-01',
  })
  await add('jm', '/patients', {
    kind: 'human',
    givenName: 'Joana',
    familyName: 'Mota',
    contact: { email: 'jm@reports.example', phone: '+49 170 1234567' },
  })
  await add('owner', '/guardians', {
    name: 'Eoin Walsh',
    contact: { phone: '0431 778899', email: 'eoin@home.example' },
  })
  await add('bella', '/patients', {
    kind: 'animal',
    species: 'dog',
    givenName: 'Bella',
    microchip: '276098106001234',
    guardianIds: [ids.owner],
  })
})
afterAll(() => world?.close())

const check = async (body: object, who = org.owner) => {
  const answer = await who.post('/duplicate-checks', body)
  expect(answer.status).toBe(200)
  return answer.body
}
/** Whom a person's form is warned of, and why. */
const like = async (draft: object) => {
  const { patients } = await check({ patients: [{ kind: 'human', ...draft }] })
  return patients[0].items.map(({ patient, reasons }: { patient: { id: string }; reasons: string[] }) => [
    patient.id,
    reasons,
  ])
}
const muller = { givenName: 'Jürgen', familyName: 'Müller' }

describe('a person', () => {
  test.each([
    [{ givenName: 'Juergen', familyName: 'Mueller', birthDate: '1980-03-01' }, ['same-name', 'same-birth-date']],
    [{ givenName: 'Müller', familyName: 'Jürgen', birthDate: '1980-03-01' }, ['same-name', 'same-birth-date']],
    [{ ...muller, birthDate: '1980-01-03' }, ['same-name', 'birth-date-swapped']],
    [{ ...muller, birthDate: '1981-03-01' }, ['same-name', 'birth-date-near']],
    [{ ...muller, birthDate: '1980-03-07' }, ['same-name', 'birth-date-near']],
    [{ ...muller, birthDate: '1908-03-01' }, ['same-name', 'birth-date-near']],
    [{ ...muller }, ['same-name']],
    [{ givenName: 'Jurgn', familyName: 'Muler', birthDate: '1980-03-01' }, ['similar-name', 'same-birth-date']],
  ])('%j is probably on file', async (draft, reasons) => expect(await like(draft)).toEqual([[ids.jürgen, reasons]]))

  test.each([
    [{ givenName: 'J', email: 'JM@reports.example' }, ['same-email']],
    [{ givenName: 'X', phone: '0170/1234567' }, ['same-phone']],
    [{ email: 'jm@reports.example', phone: '+49 (0)170 1234567' }, ['same-email', 'same-phone']],
  ])('%j has a contact on file', async (draft, reasons) => expect(await like(draft)).toEqual([[ids.jm, reasons]]))

  test.each([
    {},
    { givenName: 'Jürgen' },
    { familyName: 'Müller', birthDate: '1980-03-01', givenName: 'Sabine' },
    { ...muller, birthDate: '1955-07-20' },
    { givenName: 'J', email: 'jm@reports', phone: '+49 1' },
    { givenName: '😀', familyName: '%_' },
  ])('%j is nobody on file', async (draft) => expect(await like(draft)).toEqual([]))
})

test('an owner with animals in one form: the owner and the animal that is there already are both named', async () => {
  const { guardian, patients } = await check({
    guardian: { name: 'Walsh Eoin', phone: '+49 431 778899', email: 'eoin@home.example' },
    patients: [
      { kind: 'animal', givenName: 'Bela', species: 'dog' },
      { kind: 'animal', givenName: 'Minka', species: 'cat', microchip: '276 098 106 001 234' },
    ],
  })
  expect(guardian.items).toMatchObject([
    { guardian: { id: ids.owner, phone: '0431 778899' }, reasons: ['same-email', 'same-phone', 'same-name'] },
  ])
  expect(
    patients.map(({ items }: { items: { patient: { id: string }; reasons: string[] }[] }) =>
      items.map(({ patient, reasons }) => [patient.id, reasons]),
    ),
  ).toEqual([[[ids.bella, ['similar-name', 'same-guardian']]], [[ids.bella, ['same-microchip', 'same-guardian']]]])
})

test('another organization, and a clinic that may not see them, are told of nobody', async () => {
  const other = await world.organization()
  const { body: clinic } = await org.owner.post('/clinics', { name: 'Far', timeZone: 'Europe/Berlin' })
  const far = await org.member('nurse', { clinicIds: [clinic.id] })
  const draft = { guardian: { name: 'Eoin Walsh' }, patients: [{ kind: 'human', ...muller, birthDate: '1980-03-01' }] }
  for (const who of [other.owner, far])
    expect(await check(draft, who)).toEqual({ patients: [{ items: [] }], guardian: { items: [] } })
})

describe('what could be one', () => {
  test('a day is like itself, and likeness goes both ways', () => {
    const day = fc
      .date({ min: new Date('1900-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, (one, other) => {
        expect(likenessOfDates(one, one)).toBe('same-birth-date')
        expect(likenessOfDates(one, other)).toBe(likenessOfDates(other, one))
      }),
    )
  })

  test.each([
    [['Alex', 'Hart'], ['Alexander', 'Hart'], 'similar-name'],
    [['Stephen', 'Meier'], ['Steven', 'Mayer'], 'similar-name'],
    [['Saoirse', "O'Brien"], ['Saoirse', 'OBrien'], 'same-name'],
    [['Anne-Marie', 'Do'], ['Annemarie', 'Đỗ'], 'same-name'],
    [['محمد', 'علي'], ['محمّد', 'على'], 'same-name'],
    [['Anna'], ['Anna', 'Berg'], undefined],
    [['Anna', 'Berg'], ['Jonas', 'Berg'], undefined],
  ])('%j and %j: %s', (one, other, likeness) => {
    expect(likenessOfNames(one, other)).toBe(likeness)
    expect(likenessOfNames(other, one)).toBe(likeness)
  })
})
