import { fieldsOfAnimals } from '@polyclinic/contract/patients/species.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import {
  fieldNames,
  formFields,
  type FieldName,
  type FieldsGiven,
  type FieldValues,
  type FormField,
} from './patient-fields.ts'

export type Sex = NonNullable<Patient['sex']>
export type GuardianRef = { id: string; name: string }

export type PatientValues = FieldValues & { kind: Patient['kind']; guardians: GuardianRef[] }

// one type for every field: each holds and gives what is its own
const table = formFields as Record<FieldName, FormField<unknown, unknown>>

const each = <Values>(of: (name: FieldName) => unknown, names = fieldNames) =>
  Object.fromEntries(names.map((name) => [name, of(name)])) as Values

export const emptyPatient = (kind: Patient['kind']): PatientValues => ({
  kind,
  ...each<FieldValues>((name) => table[name].empty),
  guardians: [],
})

export const patientValues = (patient: Patient): PatientValues => ({
  kind: patient.kind,
  ...each<FieldValues>((name) => table[name].hold(patient[name])),
  guardians: patient.guardians,
})

const given = (values: PatientValues) => each<FieldsGiven>((name) => table[name].give(values[name]))

/** What `patients.create` takes: what was left empty is left out, an animal's facts only for animals. */
export function newPatientBody(values: PatientValues) {
  const strange = values.kind === 'animal' ? {} : Object.fromEntries(fieldsOfAnimals.map((name) => [name, undefined]))
  return {
    kind: values.kind,
    ...given(values),
    ...strange,
    deceasedOn: undefined,
    guardianIds: values.guardians.length > 0 ? values.guardians.map(({ id }) => id) : undefined,
  }
}

/** A change of fields: null where one was emptied. */
type Change = { [Name in FieldName]?: FieldsGiven[Name] | (Name extends 'givenName' | 'species' ? never : null) }

/** What `patients.update` takes: all that differs between two states. */
export function patientChange(before: PatientValues, after: PatientValues) {
  const fields = given(after)
  const differs = (key: keyof PatientValues) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  const changed = fieldNames.filter((name) => differs(name) && (name !== 'species' || fields.species))
  const change = each<Change>((name) => fields[name] ?? null, changed)
  return differs('guardians') ? { ...change, guardianIds: after.guardians.map(({ id }) => id) } : change
}
