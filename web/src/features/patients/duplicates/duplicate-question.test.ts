import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patientDraft } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import { unreadable } from '../../../ui/fields/Field.tsx'
import { duplicateQuestion, reasonKey } from './duplicate-question.ts'
import { emptyPatient, type PatientValues } from '../patient-form/patient-values.ts'

const [person, animal] = [emptyPatient('human'), emptyPatient('animal')]
const askedOf = (change: Partial<PatientValues>) => duplicateQuestion({ patients: [{ ...person, ...change }] })

test('an empty form asks nothing, nor does one with a letter, a species or a birth date alone', () => {
  for (const patients of [[], [person], [{ ...animal, species: 'dog' as const }], [{ ...person, givenName: 'A' }]])
    expect(duplicateQuestion({ patients })).toBeUndefined()
  expect(askedOf({ birthDate: '1986-05-12' })).toBeUndefined()
  expect(duplicateQuestion({ guardian: { name: ' ', contact: person.contact } })).toBeUndefined()
})

test('a number goes as it was typed, in whatever digits', () => {
  const contact = { ...person.contact, phone: ' ٠١٧٠ ١٢٣٤٥٦٧ ' }
  expect(askedOf({ contact })?.patients).toEqual([{ kind: 'human', phone: '٠١٧٠ ١٢٣٤٥٦٧' }])
  expect(duplicateQuestion({ guardian: { name: '', contact } })?.guardian).toEqual({ phone: '٠١٧٠ ١٢٣٤٥٦٧' })
})

test('a date that nobody can read does not keep the name from being found', () => {
  const named = { kind: 'human', givenName: 'Amina' }
  expect(askedOf({ givenName: 'Amina', birthDate: unreadable })?.patients).toEqual([named])
  expect(askedOf({ givenName: 'Amina', birthDate: '1986-05' })?.patients).toEqual([{ ...named, birthDate: '1986-05' }])
})

test('each patient keeps its place, also beside one of whom nothing is known yet', () => {
  const bella = { ...animal, givenName: 'Bella', species: 'dog' as const, microchip: '276 098 106 001 234' }
  expect(duplicateQuestion({ patients: [animal, bella] })?.patients).toEqual([
    { kind: 'animal' },
    { kind: 'animal', givenName: 'Bella', species: 'dog', microchip: '276 098 106 001 234' },
  ])
})

test('whatever is typed, the server takes the question', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 })
  fc.assert(
    fc.property(text, text, text, (givenName, phone, birthDate) => {
      const asked = askedOf({ givenName, birthDate, contact: { ...person.contact, phone } })
      for (const draft of asked?.patients ?? []) expect(patientDraft.safeParse(draft).success).toBe(true)
    }),
  )
})

test.each([
  ['1986-05-12', '1987-05-12', 'birth-year-near'],
  ['1989', '1990', 'birth-year-near'],
  ['1986-05-12', '1986-05-13', 'birth-date-near'],
  ['1986-05-12', '1976-05-12', 'birth-date-near'],
])('%s beside %s is %s', (typed, known, said) => {
  expect(reasonKey('birth-date-near', typed, known)).toBe(`duplicate.reason.${said}`)
  expect(reasonKey('same-name', typed, known)).toBe('duplicate.reason.same-name')
})
