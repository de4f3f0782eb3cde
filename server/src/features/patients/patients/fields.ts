import type { z } from 'zod'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { firstDayOf, precisionOf } from '@polyclinic/contract/kit/partial-date.ts'
import { laterFields, listedFields, type PatientField, type sex } from '@polyclinic/contract/patients/fields.ts'
import type {
  aliases,
  identifiers,
  insurance,
  physiology,
  speech,
  whereabouts,
} from '@polyclinic/contract/patients/front-page/identifiers.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { contactCodec } from './contact-codec.ts'
import { json, text, type Codec } from '../../../kit/crypto/sealed.ts'
import { bool, date, nullable, text as words, textOf, uuid, type Column } from '../../../kit/db/columns.ts'
import { nameKeyOf } from '../search/rules.ts'

/** A field that whoever reads the database may read. */
interface ClearField {
  column: string
  holds: Column<unknown>
  /** Why it may be read: of every field in words that no check of the table closes. */
  reason?: string
  /** Where the column takes something else than what is read out of it. */
  written?: { type: string; as: (value: string) => string }
}

const isFound = 'found by any part of it, and sorted'
const isSeen = 'says nothing that could not be seen'

export const clearFields = {
  givenName: { column: 'given_name', holds: words, reason: isFound },
  familyName: { column: 'family_name', holds: nullable(words), reason: isFound },
  usedName: { column: 'used_name', holds: nullable(words), reason: isFound },
  birthDate: { column: 'birth_date', holds: nullable(words), written: { type: 'date', as: firstDayOf } },
  sex: { column: 'sex', holds: nullable(textOf<z.infer<typeof sex>>()) },
  species: { column: 'species', holds: nullable(textOf<Species>()), reason: 'a word of the list of species' },
  breed: { column: 'breed', holds: nullable(words), reason: isSeen },
  isNeutered: { column: 'is_neutered', holds: nullable(bool) },
  colour: { column: 'colour', holds: nullable(words), reason: isSeen },
  language: { column: 'language', holds: nullable(textOf<Language>()), reason: 'a language' },
  homeClinicId: { column: 'home_clinic_id', holds: nullable(uuid) },
  deceasedOn: { column: 'deceased_on', holds: nullable(date) },
} as const satisfies Record<string, ClearField>

/** The fields that lie sealed, each in a column of its own: `memo` in `memo_sealed`. */
export const sealedFields = {
  contact: contactCodec,
  memo: text,
  microchip: text,
  title: text,
  pronouns: text,
  aliases: json<z.infer<typeof aliases>>(),
  identifiers: json<z.infer<typeof identifiers>>(),
  speech: json<z.infer<typeof speech>>(),
  physiology: json<z.infer<typeof physiology>>(),
  insurance: json<z.infer<typeof insurance>>(),
  registration: text,
  whereabouts: json<z.infer<typeof whereabouts>>(),
}

type Clear = typeof clearFields
type Sealed = typeof sealedFields

type Kept = { [Name in keyof Clear]: Clear[Name]['holds'] extends Column<infer Value> ? Value : never } & {
  [Name in keyof Sealed]: (Sealed[Name] extends Codec<infer Value> ? Value : never) | null
}

/** What is known of a patient, by the contract's names; null: nothing. A field of the contract that lies nowhere does not compile. */
export type PatientValues = Pick<Kept, PatientField | 'givenName'>

const named = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table & string)[]

export const namesInClear = named(clearFields)
export const sealedNames = named(sealedFields)
export const listedNames = ['givenName' as const, ...named(listedFields), ...named(laterFields)]

type Written = { kind: string; givenName: string } & { [Name in keyof PatientValues]?: PatientValues[Name] | null }

/** Every column in clear as a statement writes it, and what goes into it. */
export const writtenColumns: readonly { column: string; type: string; value: (of: Written) => unknown }[] = [
  ...namesInClear.map((name) => {
    const { column, holds, written }: ClearField = clearFields[name]
    return {
      column,
      type: written?.type ?? holds.type,
      value: (of: Written) => (written && of[name] ? written.as(String(of[name])) : (of[name] ?? null)),
    }
  }),
  { column: 'birth_date_precision', type: 'text', value: ({ birthDate }) => precisionOf(birthDate) },
  {
    column: 'name_key',
    type: 'text',
    value: ({ kind, givenName, usedName, familyName }) => nameKeyOf(kind, usedName ?? givenName, familyName ?? null),
  },
]

/** For the manifest: why what is in words and not sealed may be read. */
export const readableFields = Object.fromEntries(
  namesInClear.flatMap((name) => {
    const { column, reason }: ClearField = clearFields[name]
    return reason ? [[`tenant.patients.${column}`, reason]] : []
  }),
)
