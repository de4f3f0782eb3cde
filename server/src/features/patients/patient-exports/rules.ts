import { createHash } from 'node:crypto'
import type { TFunction } from 'i18next'
import type { OrganizationFacts } from '../../../kit/db/tenant.ts'
import type { PatientValues } from '../patients/fields.ts'
import type { PatientScope } from '../patients/queries.ts'
import { emailsOf, phonesOf } from '../search/found-by.ts'
import type { Contact } from '../search/rules.ts'

export interface ExportedPatient {
  kind: 'human' | 'animal'
  known: PatientValues
  clinic: string | null
  guardians: readonly { name: string; contact?: Contact | null }[]
  addedOn: string
}

type Words = TFunction
type Cell = (patient: ExportedPatient, t: Words) => string | null | undefined

const several = (values: readonly (string | undefined)[]) => values.filter(Boolean).join('; ')
const word = (of: string, value: string | null | undefined, t: Words) => value && t(`export.${of}.${value}`)

const ofAnyone = {
  kind: ({ kind }, t) => word('kind', kind, t),
  givenName: ({ known }) => known.givenName,
  familyName: ({ known }) => known.familyName,
  birthDate: ({ known }) => known.birthDate,
  sex: ({ known }, t) => word('sex', known.sex, t),
} satisfies Record<string, Cell>

const ofAnimals = {
  species: ({ known }, t) => word('species', known.species, t),
  breed: ({ known }) => known.breed,
  isNeutered: ({ known }, t) => known.isNeutered !== null && t(known.isNeutered ? 'export.yes' : 'export.no'),
  microchip: ({ known }) => known.microchip,
  colour: ({ known }) => known.colour,
} satisfies Record<string, (...given: Parameters<Cell>) => ReturnType<Cell> | false>

const toReachThem = {
  phone: ({ known }) => known.contact?.phone,
  email: ({ known }) => known.contact?.email,
  street: ({ known }) => several([known.contact?.address?.line1, known.contact?.address?.line2]),
  postalCode: ({ known }) => known.contact?.address?.postalCode,
  city: ({ known }) => known.contact?.address?.city,
  state: ({ known }) => known.contact?.address?.state,
  country: ({ known }) => known.contact?.address?.country,
  guardians: ({ guardians }) => several(guardians.map(({ name }) => name)),
  guardianPhones: ({ guardians }) => several(guardians.map(({ contact }) => contact?.phone)),
  guardianEmails: ({ guardians }) => several(guardians.map(({ contact }) => contact?.email)),
  language: ({ known }, t) => word('language', known.language, t),
  homeClinic: ({ clinic }) => clinic,
  memo: ({ known }) => known.memo,
  deceasedOn: ({ known }) => known.deceasedOn,
  addedOn: ({ addedOn }) => addedOn,
  usedName: ({ known }) => known.usedName,
  title: ({ known }) => known.title,
  pronouns: ({ known }) => known.pronouns,
  otherNames: ({ known }) => several((known.aliases ?? []).map(({ text }) => text)),
  otherPhones: ({ known }) =>
    several(phonesOf(known.contact ?? undefined).filter((each) => each !== known.contact?.phone)),
  otherEmails: ({ known }) =>
    several(emailsOf(known.contact ?? undefined).filter((each) => each !== known.contact?.email)),
  identifiers: ({ known }, t) =>
    several(
      (known.identifiers ?? [])
        .filter(({ value }) => value !== known.microchip)
        .map(({ kind, value }) => `${t(`export.identifier.${kind}`)}: ${value}`),
    ),
  spokenLanguages: ({ known }) => several(known.speech?.languages ?? []),
} satisfies Record<string, Cell>

const furtherOfAnimals = {
  insurer: ({ known }) => known.insurance?.insurer,
  policyNumber: ({ known }) => known.insurance?.policyNumber,
  registration: ({ known }) => known.registration,
} satisfies Record<string, Cell>

/** The columns of the table; where people alone are treated, without those of animals. */
export const columnsFor = ({ kind }: Pick<OrganizationFacts, 'kind'>) =>
  Object.entries({
    ...ofAnyone,
    ...(kind !== 'human' && ofAnimals),
    ...toReachThem,
    ...(kind !== 'human' && furtherOfAnimals),
  })

export type Columns = ReturnType<typeof columnsFor>

/** Columns of days, which a spreadsheet can sort and count by. */
const days: readonly string[] = ['birthDate', 'deceasedOn', 'addedOn']

export const isDay = (columns: Columns, at: number): boolean => days.includes(columns[at]?.[0] ?? '')

export const headerOf = (columns: Columns, t: Words): string[] => columns.map(([name]) => t(`export.column.${name}`))

export const lineOf = (columns: Columns, patient: ExportedPatient, t: Words): string[] =>
  columns.map(([, cell]) => cell(patient, t) || '')

/** Whom somebody sees, as a few letters: the same for the same clinics in any order. */
export const scopeKey = (scope: PatientScope): string =>
  scope ? createHash('sha256').update(scope.clinicIds.toSorted().join()).digest('base64url').slice(0, 22) : 'all'
