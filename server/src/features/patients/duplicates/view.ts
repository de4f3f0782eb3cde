import type { z } from 'zod'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import { readMicrochip } from '@polyclinic/contract/kit/reading/microchip.ts'
import { readPhone } from '@polyclinic/contract/kit/reading/phone.ts'
import type { DuplicateReason, guardianDraft, patientDraft } from '@polyclinic/contract/patients/duplicate-checks.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { GuardianSummaryRow } from '../guardians/queries.ts'
import { guardianSummaryView, guardianSecrets } from '../guardians/view.ts'
import type { ListedRow } from '../listing/queries.ts'
import { listedView } from '../listing/view.ts'
import { patientSecrets } from '../patients/view.ts'
import { comparable } from '../search/numbers.ts'
import type { Contact } from '../search/rules.ts'
import type { Reader } from '../warnings/view.ts'
import { likelihood, reasonsFor, type Person } from './rules.ts'

const maxShown = 5

function contactsOf({ email, phone }: Contact): Pick<Person, 'email' | 'phone'> {
  const [address, number] = [email && readEmail(email), phone && readPhone(phone)]
  return { ...(address && { email: address }), ...(number && { phone: comparable(number) }) }
}

/** `owners`: who on file is probably the guardian in the same form. */
export function personOfPatient(draft: z.infer<typeof patientDraft>, owners?: readonly string[]): Person {
  const microchip = draft.microchip && readMicrochip(draft.microchip)
  const guardianIds = draft.guardianIds?.length ? draft.guardianIds : owners
  return {
    kind: draft.kind,
    names: [draft.givenName, draft.familyName].flatMap((name) => (name?.trim() ? [name] : [])),
    ...(draft.birthDate && { birthDate: draft.birthDate }),
    ...(draft.species && { species: draft.species }),
    ...contactsOf(draft),
    ...(microchip && { microchip }),
    ...(guardianIds && { guardianIds }),
  }
}

export const personOfGuardian = (draft: z.infer<typeof guardianDraft>): Person => ({
  names: draft.name?.trim() ? [draft.name] : [],
  ...contactsOf(draft),
})

export function likePatients(draft: Person, rows: readonly ListedRow[], reader: Reader) {
  return likeliest(rows, (row) => {
    const { contact, microchip } = patientSecrets.open(reader.sealer, row)
    const reasons = reasonsFor(draft, {
      kind: row.kind,
      names: [row.given_name, row.family_name ?? ''].filter(Boolean),
      birthDate: row.birth_date,
      species: row.species,
      ...contactsOf(contact ?? {}),
      ...(microchip && { microchip }),
      guardianIds: (row.guardians ?? []).map(({ id }) => id),
    })
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
