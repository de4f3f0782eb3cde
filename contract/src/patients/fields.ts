import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { wrong } from '../kit/problem.ts'
import { isPartialDate } from '../kit/partial-date.ts'
import { microchip, name, note, text } from '../kit/text.ts'
import { date } from '../kit/time.ts'
import { contact } from './front-page/contacts.ts'
import { aliases, identifiers, insurance, physiology, speech, whereabouts } from './front-page/identifiers.ts'
import { speciesKeys } from './species.ts'

/** FHIR AdministrativeGender for people; animals use male, female, unknown. */
export const sex = z.enum(['female', 'male', 'other', 'unknown'])

/** As much as is known: `2024`, `2024-06` or `2024-06-15` (FHIR date). */
const birthDate = z.string().refine(isPartialDate, wrong('is no date from 1800 to 2199', 'date'))

interface Field {
  takes: z.ZodType
  shows: z.ZodType
  /** May be changed, but not emptied. */
  isKept?: true
}

/** Whatever is taken is cleaned and bounded; what is shown was. */
const words = <Takes extends z.ZodType<string>>(takes: Takes) => ({ takes, shows: z.string() })
const same = <Type extends z.ZodType>(type: Type) => ({ takes: type, shows: type })

export const listedFields = {
  familyName: words(name(120)),
  /** What everybody calls them: shown in place of the given name. */
  usedName: words(name(120)),
  birthDate: words(birthDate),
  sex: same(sex),
  species: { ...same(z.enum(speciesKeys)), isKept: true },
  breed: words(text(80)),
} as const satisfies Record<string, Field>

export const laterFields = { deceasedOn: words(date) } as const satisfies Record<string, Field>

export const chartFields = {
  /** Before the name: Dr, Prof. */
  title: words(text(60)),
  pronouns: words(text(60)),
  aliases: same(aliases),
  identifiers: same(identifiers),
  speech: same(speech),
  physiology: same(physiology),
  insurance: same(insurance),
  /** Where else an animal is registered. */
  registration: words(text(160)),
  whereabouts: same(whereabouts),
  isNeutered: same(z.boolean()),
  microchip: words(microchip),
  colour: words(text(60)),
  language: same(language),
  contact: same(contact),
  /** Administrative, never clinical. */
  memo: words(note(2000)),
  homeClinicId: same(id),
} as const satisfies Record<string, Field>

/** Every field that a patient may have beside kind and given name: how to add one says docs/how-to/add-a-patient-field.md. */
export const patientFields = { ...listedFields, ...chartFields, ...laterFields }

export type PatientField = keyof typeof patientFields

type Fields = Readonly<Record<string, Field>>
type Taken<Its extends Fields> = { [Name in keyof Its]: z.ZodOptional<Its[Name]['takes']> }
type Shown<Its extends Fields> = { [Name in keyof Its]: z.ZodOptional<Its[Name]['shows']> }
type Changed<Its extends Fields> = {
  [Name in keyof Its]: Its[Name] extends { isKept: true }
    ? z.ZodOptional<Its[Name]['takes']>
    : z.ZodOptional<z.ZodNullable<Its[Name]['takes']>>
}

const shapeOf = (its: Fields, type: (field: Field) => z.ZodType) =>
  Object.fromEntries(Object.entries(its).map(([name, field]) => [name, type(field).optional()]))

export const taken = <Its extends Fields>(its: Its) => shapeOf(its, ({ takes }) => takes) as Taken<Its>

export const shown = <Its extends Fields>(its: Its) => shapeOf(its, ({ shows }) => shows) as Shown<Its>

/** As a change takes them: null empties. */
export const changed = <Its extends Fields>(its: Its) =>
  shapeOf(its, ({ takes, isKept }) => (isKept ? takes : takes.nullable())) as Changed<Its>
