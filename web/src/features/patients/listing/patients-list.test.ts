import { expect, test } from 'vitest'
import { permissionsOf } from '@polyclinic/contract/kit/permission.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const patient = (change: Partial<PatientSummary> = {}): PatientSummary => ({
  id: idOf(70),
  kind: 'human',
  givenName: 'Amina',
  familyName: 'Haddad',
  birthDate: '1988-04-12',
  guardians: [],
  phone: '+4930901820',
  ...change,
})
const patients = (...items: PatientSummary[]) => answer(q.patients.patients.list, { items, total: items.length })
const address = '/riverside/patients'
const nobodyOfAge = answer(q.patients.majorityReviews.list, { items: [] })
const reader = memberOf({ permissions: permissionsOf('receptionist').filter((one) => one !== 'patients.write') })

test('nobody on file, nobody found and nobody archived are three different sentences', async () => {
  const none = await drawn(address, memberOf(), [nobodyOfAge, patients()])
  const found = await drawn(`${address}?search=Zo%C3%AB`, memberOf(), [nobodyOfAge, patients()])
  const archived = await drawn(`${address}?archived=only`, memberOf(), [nobodyOfAge, patients()])
  expect([none, found, archived].map(({ headings }) => headings[1])).toEqual([
    'No patients yet',
    'Nobody matches “Zoë”',
    'Nothing is archived',
  ])
  // nobody is added to an archive
  expect([none, found, archived].map(({ buttons }) => buttons.filter((name) => name === 'New patient').length)).toEqual(
    [2, 2, 1],
  )
})

test('patients that cannot be had are no empty list: the page offers to try again', async () => {
  const page = await drawn(address, memberOf(), [nobodyOfAge, refusal(q.patients.patients.list, 'unexpected')])
  expect(page.headings).toEqual(['Patients', 'This could not be loaded'])
  expect(page.text).toContain('nothing was lost')
  expect(page.buttons).toContain('Try again')
})

test('whoever may not add patients is not offered it, in an empty list neither', async () => {
  const page = await drawn(address, reader, [nobodyOfAge, patients()])
  expect(page.headings).toEqual(['Patients', 'No patients yet'])
  expect(page.buttons).not.toContain('New patient')
  expect(page.text).not.toContain('Add the first one')
})

test('people are told apart by birth date, animals by breed and owner', async () => {
  const person = await drawn(address, memberOf(), [nobodyOfAge, patients(patient())])
  const animal = await drawn(address, memberOf({ kind: 'veterinary' }), [
    nobodyOfAge,
    patients(
      patient({
        kind: 'animal',
        givenName: 'Bello',
        familyName: undefined,
        birthDate: undefined,
        species: 'dog',
        breed: 'Beagle',
        guardians: [{ id: idOf(71), name: 'Amina Haddad' }],
      }),
    ),
  ])
  expect(person.columns.slice(0, 3)).toEqual(['Patient', 'Birth date', 'Phone'])
  expect(person.rows[0]?.slice(0, 3)).toEqual([
    'Amina Haddad',
    expect.stringContaining('12 Apr 1988 · '),
    '+4930901820',
  ])
  expect(animal.columns.slice(0, 4)).toEqual(['Animal', 'Species and breed', 'Owner', 'Phone'])
  expect(animal.rows[0]?.slice(0, 4)).toEqual(['Bello', 'Beagle', 'Amina Haddad', '+4930901820'])
})

test('whoever may take all patients out is offered a table of them, and nobody else is', async () => {
  const administrator = memberOf({ permissions: permissionsOf('clinic-administrator') })
  const [desk, chief] = [
    await drawn(address, reader, [nobodyOfAge, patients()]),
    await drawn(address, administrator, [nobodyOfAge, patients()]),
  ]
  expect(chief.buttons).toContain('Export')
  expect(desk.buttons).not.toContain('Export')
  // what is done about all of them stands behind one word, where there is anything
  expect(chief.buttons).toContain('Manage')
  expect((await drawn(address, memberOf({ permissions: ['patients.read'] }), [patients()])).buttons).not.toContain(
    'Manage',
  )
  const guardians = await drawn(`${address}?list=guardians`, administrator, [
    answer(q.patients.guardians.list, { items: [] }),
  ])
  expect(guardians.buttons).not.toContain('Export')
})
