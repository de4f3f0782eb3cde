import type { z } from 'zod'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { readMicrochip } from '@polyclinic/contract/kit/reading/microchip.ts'
import { readPhone } from '@polyclinic/contract/kit/reading/phone.ts'
import type {
  DuplicateReason,
  guardianDraft,
  patientDraft,
} from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { GuardianSummaryRow } from '../guardians/queries.ts'
import { guardianSummaryView, guardianSecrets } from '../guardians/view.ts'
import type { ListedRow } from '../listing/queries.ts'
import { listedView } from '../listing/view.ts'
import { patientSecrets } from '../patients/view.ts'
import { comparable, runOf } from '../search/numbers.ts'
import { emailsOf, phonesOf } from '../search/found-by.ts'
import type { Contact } from '../search/rules.ts'
import type { Reader } from '../warnings/view.ts'
import { likelihood, reasonsFor, type Person } from './rules.ts'

const maxShown = 5

const read = (values: readonly (string | undefined)[], by: (typed: string) => string | undefined) =>
  values.flatMap((value) => {
    const kept = value === undefined ? undefined : by(value)
    return kept === undefined ? [] : [kept]
  })

const contactsOf = (contact: Contact): Pick<Person, 'emails' | 'phones'> => ({
  emails: read(emailsOf(contact), readEmail),
  phones: read(phonesOf(contact), readPhone).map(comparable),
})

/** Three characters of a number that is being typed are on file in many. */
const minIdentifier = 5

function numbersOf(
  chips: readonly (string | undefined)[],
  identifiers: readonly string[],
): Pick<Person, 'chips' | 'identifiers'> {
  const all = identifiers.map(runOf).filter((run) => run.length >= minIdentifier)
  return { chips: read(chips, readMicrochip), identifiers: [...new Set(all)] }
}

/** `owners`: who on file is probably the guardian in the same form. */
export function personOfPatient(draft: z.infer<typeof patientDraft>, owners?: readonly string[]): Person {
  const guardianIds = draft.guardianIds?.length ? draft.guardianIds : owners
  return {
    kind: draft.kind,
    names: named(draft.givenName, draft.familyName),
    ...(draft.usedName?.trim() && { used: named(draft.usedName, draft.familyName) }),
    ...(draft.birthDate && { birthDate: draft.birthDate }),
    ...(draft.species && { species: draft.species }),
    ...contactsOf(draft),
    ...numbersOf([draft.microchip], draft.identifiers ?? []),
    ...(guardianIds && { guardianIds }),
  }
}

const named = (...names: readonly (string | null | undefined)[]) =>
  names.flatMap((name) => (name?.trim() ? [name] : []))

type OnFile = Parameters<typeof patientSecrets.open>[1] &
  Pick<ListedRow, 'kind' | 'given_name' | 'family_name' | 'used_name' | 'birth_date' | 'species'> & {
    guardians: readonly { id: string }[] | null
  }

export function personOnFile(row: OnFile, sealer: Sealer): Person {
  const { contact, microchip, identifiers = [], aliases } = patientSecrets.open(sealer, row)
  const listed = (isChip: boolean) =>
    identifiers.flatMap((each) => ((each.kind === 'microchip') === isChip ? [each.value] : []))
  return {
    kind: row.kind,
    names: named(row.given_name, row.family_name),
    ...(row.used_name && { used: named(row.used_name, row.family_name) }),
    ...(aliases && { aliases: aliases.map(({ text }) => text) }),
    birthDate: row.birth_date,
    species: row.species,
    ...contactsOf(contact ?? {}),
    ...numbersOf([microchip, ...listed(true)], listed(false)),
    guardianIds: (row.guardians ?? []).map(({ id }) => id),
  }
}

export const personOfGuardian = (draft: z.infer<typeof guardianDraft>): Person => ({
  names: draft.name?.trim() ? [draft.name] : [],
  ...contactsOf(draft),
})

export function likePatients(draft: Person, rows: readonly ListedRow[], reader: Reader) {
  return likeliest(rows, (row) => {
    const reasons = reasonsFor(draft, personOnFile(row, reader.sealer))
    const patient = listedView(row, reader)
    return patient && { patient, reasons }
  })
}

export function likeGuardians(draft: Person, rows: readonly GuardianSummaryRow[], sealer: Sealer) {
  return likeliest(rows, (row) => {
    const reasons = reasonsFor(draft, {
      names: [row.name],
      ...contactsOf(guardianSecrets.open(sealer, row).contact ?? {}),
    })
    const guardian = guardianSummaryView(row, sealer)
    return guardian && { guardian, reasons }
  })
}

function likeliest<Row extends { name_key: string; id: string }, Item extends { reasons: DuplicateReason[] }>(
  rows: readonly Row[],
  judge: (row: Row) => Item | undefined,
): Item[] {
  const judged = rows.flatMap((row) => {
    const item = judge(row)
    return item && item.reasons.length > 0 ? [{ row, item }] : []
  })
  const order = (row: Row) => `${row.name_key} ${row.id}`
  return judged
    .toSorted(
      (one, other) =>
        likelihood(other.item.reasons) - likelihood(one.item.reasons) || order(one.row).localeCompare(order(other.row)),
    )
    .slice(0, maxShown)
    .map(({ item }) => item)
}
