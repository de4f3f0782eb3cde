import type { PatientField } from '@polyclinic/contract/patients/fields.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { aliases, identifiers, insurance, physiology, speech, whereabouts } from '../identity/identity-values.ts'
import { contactBody, contactValues, emptyContact, type ContactValues } from '../contacts/contact-values.ts'

type Shown<Name extends PatientField | 'givenName'> = NonNullable<Patient[Name]>

/** How a form holds a field: text is never absent, a choice not made is null. */
export interface FormField<Value, Held> {
  empty: Held
  hold(value: Value | undefined): Held
  /** What the API takes; undefined where it was left empty. */
  give(held: Held): Value | undefined
  /** A text that needs nothing but a line: asked for with the details, and shown among them. */
  isPlain?: true
  /** Whose form asks for it, unless everybody's does. */
  askedOf?: Patient['kind']
}

const text: FormField<string, string> = {
  empty: '',
  hold: (value) => value ?? '',
  give: (held) => held.trim() || undefined,
}
const plainText = { ...text, isPlain: true } as const

const choice = <Name extends PatientField>(): FormField<Shown<Name>, Shown<Name> | null> => ({
  empty: null,
  hold: (value) => value ?? null,
  give: (held) => held ?? undefined,
})

const contact: FormField<Shown<'contact'>, ContactValues> = {
  empty: emptyContact,
  hold: contactValues,
  give: contactBody,
}

/** Every field of a patient in the form, in the order in which plain ones are asked for. */
export const formFields = {
  givenName: { ...text, give: (held: string) => held.trim() },
  familyName: text,
  usedName: text,
  title: text,
  pronouns: text,
  aliases,
  birthDate: choice<'birthDate'>(),
  sex: choice<'sex'>(),
  species: choice<'species'>(),
  breed: text,
  isNeutered: choice<'isNeutered'>(),
  microchip: text,
  identifiers,
  colour: { ...plainText, askedOf: 'animal' },
  insurance,
  registration: text,
  whereabouts,
  language: choice<'language'>(),
  speech,
  physiology,
  contact,
  memo: text,
  homeClinicId: choice<'homeClinicId'>(),
  deceasedOn: choice<'deceasedOn'>(),
} as const satisfies { [Name in PatientField | 'givenName']: Omit<FormField<Shown<Name>, never>, 'empty' | 'hold'> }

type FormFields = typeof formFields
export type FieldName = keyof FormFields
type PlainName = { [Name in FieldName]: FormFields[Name] extends { isPlain: true } ? Name : never }[FieldName]

export type FieldValues = { [Name in FieldName]: ReturnType<FormFields[Name]['hold']> }
export type FieldsGiven = { [Name in FieldName]: ReturnType<FormFields[Name]['give']> }

export const fieldNames = Object.keys(formFields) as FieldName[]
const tableOf: Record<FieldName, Pick<FormField<unknown, unknown>, 'empty' | 'isPlain' | 'askedOf'>> = formFields

/** The plain texts that are shown, and those that the form of a kind asks for. */
export const plainFields = fieldNames.filter((name) => tableOf[name].isPlain) as PlainName[]
export const plainFieldsOf = (kind: Patient['kind']) =>
  plainFields.filter((name) => (tableOf[name].askedOf ?? kind) === kind)
