import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { contactBody, contactValues, emptyContact, type ContactValues } from '../contacts/contact-values.ts'

export type Sex = NonNullable<Patient['sex']>
export type GuardianRef = { id: string; name: string }

/** A patient as a form holds it: text is never absent, a choice not made is null. */
export type PatientValues = {
  kind: Patient['kind']
  givenName: string
  familyName: string
  birthDate: string | null
  sex: Sex | null
  species: Species | null
  breed: string
  isNeutered: boolean | null
  microchip: string
  colour: string
  language: Language | null
  contact: ContactValues
  memo: string
  homeClinicId: string | null
  guardians: GuardianRef[]
  deceasedOn: string | null
}

export const emptyPatient = (kind: Patient['kind']): PatientValues => ({
  kind,
  givenName: '',
  familyName: '',
  birthDate: null,
  sex: null,
  species: null,
  breed: '',
  isNeutered: null,
  microchip: '',
  colour: '',
  language: null,
  contact: emptyContact,
  memo: '',
  homeClinicId: null,
  guardians: [],
  deceasedOn: null,
})

export const patientValues = (patient: Patient): PatientValues => ({
  kind: patient.kind,
  givenName: patient.givenName,
  familyName: patient.familyName ?? '',
  birthDate: patient.birthDate ?? null,
  sex: patient.sex ?? null,
  species: patient.species ?? null,
  breed: patient.breed ?? '',
  isNeutered: patient.isNeutered ?? null,
  microchip: patient.microchip ?? '',
  colour: patient.colour ?? '',
  language: patient.language ?? null,
  contact: contactValues(patient.contact),
  memo: patient.memo ?? '',
  homeClinicId: patient.homeClinicId ?? null,
  guardians: patient.guardians,
  deceasedOn: patient.deceasedOn ?? null,
})

/** What `patients.create` takes: what was left empty is left out, an animal's facts only for animals. */
export function newPatientBody(values: PatientValues) {
  const isAnimal = values.kind === 'animal'
  return {
    kind: values.kind,
    givenName: values.givenName.trim(),
    familyName: values.familyName.trim() || undefined,
    birthDate: values.birthDate ?? undefined,
    sex: values.sex ?? undefined,
    colour: values.colour.trim() || undefined,
    language: values.language ?? undefined,
    contact: contactBody(values.contact),
    memo: values.memo.trim() || undefined,
    homeClinicId: values.homeClinicId ?? undefined,
    ...(isAnimal && {
      species: values.species ?? undefined,
      breed: values.breed.trim() || undefined,
      isNeutered: values.isNeutered ?? undefined,
      microchip: values.microchip.trim() || undefined,
    }),
    guardianIds: values.guardians.length > 0 ? values.guardians.map(({ id }) => id) : undefined,
  }
}

/** What `patients.update` takes: all that differs between two states, null where it was emptied. */
export function patientChange(before: PatientValues, after: PatientValues) {
  const next = newPatientBody(after)
  const changed = (key: keyof PatientValues) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  const wish = {
    ...(changed('givenName') && { givenName: next.givenName }),
    ...(changed('familyName') && { familyName: next.familyName ?? null }),
    ...(changed('birthDate') && { birthDate: next.birthDate ?? null }),
    ...(changed('sex') && { sex: next.sex ?? null }),
    ...(changed('species') && next.species && { species: next.species }),
    ...(changed('breed') && { breed: next.breed ?? null }),
    ...(changed('isNeutered') && { isNeutered: next.isNeutered ?? null }),
    ...(changed('microchip') && { microchip: next.microchip ?? null }),
    ...(changed('colour') && { colour: next.colour ?? null }),
    ...(changed('language') && { language: next.language ?? null }),
    ...(changed('contact') && { contact: next.contact ?? null }),
    ...(changed('memo') && { memo: next.memo ?? null }),
    ...(changed('homeClinicId') && { homeClinicId: next.homeClinicId ?? null }),
    ...(changed('deceasedOn') && { deceasedOn: after.deceasedOn }),
  }
  return changed('guardians') ? { ...wish, guardianIds: after.guardians.map(({ id }) => id) } : wish
}
