import type { z } from 'zod'
import type { ImportSetup } from '@polyclinic/contract/imports/imports.ts'
import { importCan, type ImportState, type ImportVerb } from '@polyclinic/contract/imports/import-states.ts'
import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { phoneDigits } from '@polyclinic/contract/kit/reading/phone.ts'
import type { Contact } from '@polyclinic/contract/patients/front-page/contact-validity.ts'
import type { patientChange } from '@polyclinic/contract/patients/patients.ts'
import { guessColumns } from '../rows/heads.ts'
import type { ReadRow } from '../rows/read-row.ts'

export type PatientChange = z.infer<typeof patientChange>

/** What a record held in the fields that an import wrote; null: nothing. */
export type Restored = Partial<Record<keyof PatientChange, unknown>>

/** Rows of one transaction. */
export const batchRows = 250

export function setupFor(heads: readonly string[], treats: 'human' | 'veterinary' | 'mixed'): ImportSetup {
  const columns = guessColumns(heads, treats)
  const isOfAnimals = treats === 'veterinary' || columns.some((field) => field === 'species' || field === 'microchip')
  return {
    columns,
    dateOrder: 'country',
    kind: treats !== 'human' && isOfAnimals ? 'animal' : 'human',
    duplicates: 'skip',
  }
}

/** A setup for another table than the one that it was made for has too few columns, or too many. */
export const fitted = (setup: ImportSetup, heads: readonly string[]): ImportSetup => ({
  ...setup,
  columns: heads.map((_, at) => setup.columns[at] ?? null),
})

/** Why that cannot be done now; undefined where it can. */
export function hindrance(verb: ImportVerb, row: { state: ImportState; is_over: boolean }): string | undefined {
  if (!importCan[verb].includes(row.state)) return row.state
  return verb === 'undo' && row.is_over ? 'expired' : undefined
}

/** By which of the three works an import came to be in this state, or is on its way out of it. */
export function stepOf(state: ImportState): 'check' | 'run' | 'undo' {
  if (state === 'undoing' || state === 'undone') return 'undo'
  return state === 'running' || state === 'done' ? 'run' : 'check'
}

export const goesOn = (state: ImportState): boolean => ['checking', 'running', 'undoing'].includes(state)

/** Who owns the animals of several rows is one guardian: by name and phone, name and address, or the name alone. */
export function ownerHandles({ name, contact }: NonNullable<ReadRow['owner']>): string[] {
  const own = fold(name)
  const reached = [
    ...(contact?.phone ? [`${own}|${phoneDigits(contact.phone).slice(-6)}`] : []),
    ...(contact?.email ? [`${own}|${contact.email}`] : []),
  ]
  return reached.length > 0 ? reached : [own]
}

/** Rows of one table that are one patient: a later one is not imported a second time. */
export class SeenRows {
  private readonly handles = new Set<string>()

  /** Whether a row before was the same patient; remembers this one. */
  has(row: ReadRow): boolean {
    const own = handlesOfRow(row)
    const isSeen = own.some((handle) => this.handles.has(handle))
    for (const handle of own) this.handles.add(handle)
    return isSeen
  }
}

function handlesOfRow({ patient, owner }: ReadRow): string[] {
  const { kind, givenName, familyName = '', birthDate, contact, microchip, species } = patient
  const name = fold(`${familyName} ${givenName}`)
  const chip = microchip ? [`chip|${microchip}`] : []
  if (kind === 'animal') {
    const owners = owner ? ownerHandles(owner) : ['']
    return [...chip, ...owners.map((each) => `${name}|${species}|${birthDate ?? ''}|${each}`)]
  }
  const known = [birthDate, contact?.email, contact?.phone].filter((each) => each !== undefined)
  return known.length > 0 ? known.map((each) => `${name}|${each}`) : [`${name}|`]
}

/** What a row changes of a record that is on file: what it says, and nothing that it leaves out. */
export function changeBy({ patient }: ReadRow, known: { contact: Contact | null }): PatientChange {
  const { kind: _, guardianIds: __, contact, ...fields } = patient
  return { ...fields, ...(contact && { contact: contactBy(contact, known.contact) }) }
}

/** A contact is written as a whole: what a table has no column for, or leaves empty, is said again. */
function contactBy(given: Contact, known: Contact | null): Contact {
  const { about: _, others: __, ...before } = known ?? {}
  const address = given.address && { ...before.address, ...given.address }
  return { ...before, ...given, ...(address && { address }) }
}

/** What the record held before, in the fields that change. */
export const heldBefore = (change: PatientChange, known: Readonly<Record<string, unknown>>): Restored =>
  Object.fromEntries(Object.keys(change).map((field) => [field, known[field] ?? null]))
