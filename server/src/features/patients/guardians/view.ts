import type { Guardian, GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import { contactCodec } from '../patients/contact-codec.ts'
import { summaryView } from '../patients/view.ts'
import { matchOf } from '../search/matches.ts'
import type { SearchTerms } from '../search/rules.ts'
import type { Reader } from '../warnings/view.ts'
import type { GuardianRow, GuardianSummaryRow } from './queries.ts'

export const guardianSecrets = sealed('guardians', { contact: contactCodec, memo: text })

/** Undefined where a search found it by a coincidence of hashes. */
export function guardianSummaryView(
  row: GuardianSummaryRow,
  sealer: Sealer,
  terms?: SearchTerms,
): GuardianSummary | undefined {
  const { contact } = guardianSecrets.open(sealer, row)
  const matched = terms && matchOf({ names: [row.name], contact }, terms)
  if (terms && !matched) return undefined
  return {
    id: row.id,
    name: row.name,
    patients: (row.patients ?? []).map(({ id, given_name, family_name, species }) => ({
      id,
      name: [given_name, family_name].filter(Boolean).join(' '),
      ...(species && { species }),
    })),
    ...(contact?.phone && { phone: contact.phone }),
    ...(contact?.email && { email: contact.email }),
    ...(row.next_visit_at && { nextVisitAt: row.next_visit_at }),
    ...(matched && { matched }),
  }
}

export function guardianView(row: GuardianRow, reader: Reader): Guardian {
  return {
    id: row.id,
    name: row.name,
    ...guardianSecrets.open(reader.sealer, row),
    ...(row.language && { language: row.language }),
    patients: (row.patients ?? []).map((patient) => summaryView(patient, reader)),
    createdAt: row.created_at,
    version: row.version,
  }
}
