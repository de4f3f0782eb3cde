import type { z } from 'zod'
import { importFields, type DateOrder, type ImportField } from '@polyclinic/contract/imports/import-fields.ts'
import type { ImportSetup, RowProblem } from '@polyclinic/contract/imports/imports.ts'
import { readBirthDate } from '@polyclinic/contract/kit/reading/birth-date.ts'
import { cleanLine } from '@polyclinic/contract/kit/reading/clean.ts'
import { datesAsWritten } from '@polyclinic/contract/kit/reading/dates-as-written.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { newGuardian } from '@polyclinic/contract/patients/guardians.ts'
import { newPatient } from '@polyclinic/contract/patients/patients.ts'
import { issueCode, type Finding } from '../../../kit/http/issue-code.ts'
import { patientsInBulk } from '../../patients/public.ts'
import { countryCalled } from './countries.ts'
import { answers, kinds, languages, neuteredSexes, sexes, species } from './words.ts'

export interface RowFacts {
  setup: ImportSetup
  country: string
  treats: 'human' | 'veterinary' | 'mixed'
  /** `YYYY-MM-DD`. */
  today: string
}

export interface ReadRow {
  patient: z.infer<typeof newPatient> & { deceasedOn?: string }
  owner?: { name: string; contact?: { phone?: string; email?: string } }
}

type Found = Pick<RowProblem, 'field' | 'code'>

type Cells = Partial<Record<ImportField, string>>

/** A row as what it would add, by the rules that everybody is added by; or all that is wrong with it. */
export function readRow(cells: readonly string[], facts: RowFacts): ReadRow | Omit<RowProblem, 'row'>[] {
  const at: Cells = {}
  for (const [column, field] of facts.setup.columns.entries()) {
    const cell = cells[column]?.trim()
    if (field && cell) at[field] = cell
  }
  const problems: Found[] = []
  const { deceasedOn, ...typed } = patientOf(at, facts, (field, code) => problems.push({ field, code }))
  const owner = ownerOf(at)
  const patient = newPatient.safeParse(typed)
  if (!patient.success)
    problems.push(...patient.error.issues.map((issue) => found(issue as Finding & Placed, ownField)))
  const guardian = owner && newGuardian.safeParse(owner)
  if (guardian?.success === false)
    problems.push(...guardian.error.issues.map((issue) => found(issue as Finding & Placed, ownersField)))
  if (patient.success && problems.length === 0) {
    const known = { ...patient.data, ...(typeof deceasedOn === 'string' && { deceasedOn }) }
    const problem = patientsInBulk.problemOf(known, facts.treats, facts.today)
    if (!problem) return { patient: known, ...(guardian?.success && { owner: asOwner(guardian.data) }) }
    problems.push({ field: ownField([problem.path]), code: problem.code })
  }
  return oncePerField(problems).map((each) => ({ ...each, value: at[each.field] ?? '' }))
}

interface Placed {
  path: readonly PropertyKey[]
}

const found = (issue: Finding & Placed, fieldAt: (path: readonly PropertyKey[]) => ImportField): Found => ({
  field: fieldAt(issue.path),
  code: issueCode(issue),
})

const oncePerField = (problems: readonly Found[]): Found[] =>
  problems.filter(({ field }, at) => problems.findIndex((each) => each.field === field) === at)

const asOwner = ({ name, contact }: z.infer<typeof newGuardian>): NonNullable<ReadRow['owner']> => ({
  name,
  ...(contact && {
    contact: { ...(contact.phone && { phone: contact.phone }), ...(contact.email && { email: contact.email }) },
  }),
})

type Say = (field: ImportField, code: RowProblem['code']) => void

/** What a cell means by a list of words; another word is said to be none of them. */
function meant<Meaning>(words: ReadonlyMap<string, Meaning>, at: Cells, field: ImportField, say: Say) {
  const typed = at[field]
  if (typed === undefined) return undefined
  const meaning = words.get(fold(typed))
  if (meaning === undefined) say(field, 'choice')
  return meaning
}

function patientOf(at: Cells, facts: RowFacts, say: Say) {
  const { setup } = facts
  const known = meant(species, at, 'species', say)
  const kind = meant(kinds, at, 'kind', say) ?? (at.species === undefined ? setup.kind : 'animal')
  const isAnimal = kind === 'animal'
  const answer = meant(answers, at, 'isNeutered', say)
  const isNeutered = answer ? answer === 'yes' : neuteredSexes.has(fold(at.sex ?? '')) || undefined
  return defined({
    kind,
    ...namesOf(at, isAnimal),
    usedName: at.usedName,
    title: at.title,
    birthDate: dateOf(at, 'birthDate', facts, say),
    deceasedOn: dateOf(at, 'deceasedOn', facts, say),
    sex: meant(sexes, at, 'sex', say),
    species: known ?? (isAnimal ? setup.species : undefined),
    breed: at.breed,
    colour: at.colour,
    isNeutered,
    microchip: at.microchip,
    language: meant(languages, at, 'language', say),
    memo: at.memo,
    contact: contactOf(at, say),
  })
}

/** One column of whole names: `Haddad, Amina`, `Amina Haddad`; an animal has one name. */
function namesOf({ givenName, familyName, fullName }: Cells, isAnimal: boolean) {
  if (fullName === undefined || givenName !== undefined) return { givenName, familyName }
  if (isAnimal) return { givenName: fullName, familyName }
  const [family = '', given] = fullName.split(/\s*,\s*/)
  if (given) return { givenName: given, familyName: familyName ?? family }
  const words = cleanLine(fullName).split(' ')
  return {
    givenName: words.slice(0, -1).join(' ') || fullName,
    familyName: familyName ?? (words.length > 1 ? words.at(-1) : undefined),
  }
}

function contactOf(at: Cells, say: Say) {
  const country = at.country === undefined ? undefined : countryCalled(at.country)
  if (at.country !== undefined && country === undefined) say('country', 'choice')
  const address = defined({
    line1: at.street,
    line2: at.street2,
    postalCode: at.postalCode,
    city: at.city,
    state: at.state,
    country,
  })
  return orNothing(defined({ phone: at.phone, email: at.email, address: orNothing(address) }))
}

function ownerOf(at: Cells) {
  const name = at.guardianName ?? [at.guardianGivenName, at.guardianFamilyName].filter(Boolean).join(' ')
  const contact = orNothing(defined({ phone: at.guardianPhone, email: at.guardianEmail }))
  return name === '' && contact === undefined ? undefined : defined({ name: turned(name), contact })
}

/** `Brandt, Jonas` is Jonas Brandt. */
const turned = (name: string) => /^([^,]+),([^,]+)$/.exec(name)?.slice(1).toReversed().join(' ').trim() ?? name

const defined = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

const orNothing = (fields: object) => (Object.keys(fields).length > 0 ? fields : undefined)

const countryOf: Record<Exclude<DateOrder, 'country'>, string> = {
  'day-first': 'DE',
  'month-first': 'US',
  'year-first': 'JP',
}

/** The time of day that programs write behind a day. */
const timeOfDay = /[T ]\d{1,2}:\d{2}.*$/

function dateOf(at: Cells, field: 'birthDate' | 'deceasedOn', { setup, country, today }: RowFacts, say: Say) {
  const typed = at[field]?.replace(timeOfDay, '')
  if (typed === undefined) return undefined
  const writtenIn = setup.dateOrder === 'country' ? country : countryOf[setup.dateOrder]
  const read = field === 'birthDate' ? readBirthDate(typed, writtenIn, today) : datesAsWritten(typed, writtenIn)[0]
  if (read === undefined) say(field, 'date')
  return read
}

const ownFields: Readonly<Record<string, ImportField>> = {
  'contact.phone': 'phone',
  'contact.email': 'email',
  'contact.address.line1': 'street',
  'contact.address.line2': 'street2',
  'contact.address.postalCode': 'postalCode',
  'contact.address.city': 'city',
  'contact.address.state': 'state',
  'contact.address.country': 'country',
}

const ownField = (path: readonly PropertyKey[]): ImportField => {
  const name = path.map(String).join('.')
  return ownFields[name] ?? importFields.find((field) => field === name) ?? 'givenName'
}

const ownersField = (path: readonly PropertyKey[]): ImportField => {
  const name = path.map(String).join('.')
  return name === 'contact.phone' ? 'guardianPhone' : name === 'contact.email' ? 'guardianEmail' : 'guardianName'
}
