import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  aliasKinds,
  clinicalSexes,
  identifierKinds,
  whereaboutsKinds,
} from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import { contactLabels } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import { newPatient, type Patient } from '@polyclinic/contract/patients/patients.ts'
import { emptyPatient, newPatientBody, patientChange, patientValues } from './patient-values.ts'

const word = fc.stringMatching(/^[A-Za-zäöüéملك]{1,12}$/)
const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2020-01-01'), noInvalidDate: true })
  .map((date) => date.toJSON().slice(0, 10))
const optional = <Value>(of: fc.Arbitrary<Value>) => fc.option(of, { nil: undefined })
const known = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
const about = fc
  .record({
    label: fc.constantFrom(...contactLabels.filter((label) => label !== 'own')),
    until: optional(fc.constant('2150-01-01')),
  })
  .map(known)
const other = fc.oneof(
  fc
    .tuple(about, optional(word))
    .map(([of, doNotUse]) => ({ kind: 'phone', value: '+49 30 5550199', ...of, ...known({ doNotUse }) })),
  fc.tuple(about, word).map(([of, city]) => ({ kind: 'address', address: { city }, ...of })),
)
const shared = {
  usedName: optional(word),
  aliases: optional(
    fc.array(fc.record({ kind: fc.constantFrom(...aliasKinds), text: word }), { minLength: 1, maxLength: 3 }),
  ),
  contact: optional(
    fc.record({
      phone: fc.constant('+49 30 5550100'),
      about: fc.record({ phone: about }),
      others: fc.array(other, { minLength: 1, maxLength: 3 }),
    }),
  ),
}
const identifier = (kind: 'human' | 'animal') =>
  fc
    .record({
      kind: fc.constantFrom(...identifierKinds[kind].filter((each) => each !== 'microchip')),
      value: word,
      issuer: optional(word),
      country: optional(fc.constantFrom('DE', 'CH')),
      from: optional(day),
    })
    .map(known)
const identifiers = (kind: 'human' | 'animal') => optional(fc.array(identifier(kind), { minLength: 1, maxLength: 3 }))
const human = fc.record({
  ...shared,
  title: optional(word),
  pronouns: optional(word),
  identifiers: identifiers('human'),
  speech: optional(fc.record({ languages: fc.constant(['ti', 'de']), needsInterpreter: fc.constant(true) })),
  physiology: optional(fc.record({ sex: fc.constantFrom(...clinicalSexes), note: word })),
})
const animal = fc.record({
  ...shared,
  identifiers: identifiers('animal'),
  insurance: optional(fc.record({ insurer: word, policyNumber: word })),
  registration: optional(word),
  whereabouts: optional(
    fc.record({ kind: fc.constantFrom(...whereaboutsKinds), text: word, address: fc.record({ city: word }) }),
  ),
})

const shown = (kind: Patient['kind'], fields: object): Patient => ({
  id: '01980000-0000-7000-8000-000000000001',
  kind,
  givenName: 'Ada',
  ...(kind === 'animal' && { species: 'dog' }),
  guardians: [],
  createdAt: '2026-01-01T00:00:00Z',
  version: 1,
  abilities: { update: { allowed: true }, archive: { allowed: true }, book: { allowed: true } },
  ...known(fields),
})

test.each<[Patient['kind'], fc.Arbitrary<object>]>([
  ['human', human],
  ['animal', animal],
])('whatever is known of a %s goes into the form and comes out as it was', (kind, fields) => {
  fc.assert(
    fc.property(fields, (given) => {
      const values = patientValues(shown(kind, given))
      const body = newPatientBody(values)
      expect(known(body)).toMatchObject(known(given))
      expect(newPatient.safeParse(known(body)).error).toBeUndefined()
      expect(patientChange(values, values)).toEqual({})
      expect(patientChange(values, { ...emptyPatient(kind), givenName: 'Ada', species: values.species })).toEqual(
        Object.fromEntries(Object.keys(known(given)).map((field) => [field, null])),
      )
    }),
  )
})
