import type { Guardian, GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { summaryView } from '../patients/view.ts'
import { matchOf } from '../search/matches.ts'
import type { Contact, Wanted } from '../search/rules.ts'
import type { GuardianRow, GuardianSummaryRow } from './queries.ts'

type SealedColumn = 'contact_sealed' | 'memo_sealed'

const place = (id: string, column: SealedColumn) => ({ table: 'guardians', row: id, column })

export const sealGuardianField = (
  sealer: Sealer,
  id: string,
  column: SealedColumn,
  value: string | undefined | null,
): Buffer | null => (value ? sealer.seal(place(id, column), value) : null)

/** What is sealed of a guardian, in clear. */
export function openGuardian(
  sealer: Sealer,
  row: { id: string } & Partial<Record<SealedColumn, Buffer | null>>,
): { contact?: Contact; memo?: string } {
  const open = (column: SealedColumn) => (row[column] ? sealer.open(place(row.id, column), row[column]) : undefined)
  const contact = open('contact_sealed')
  const memo = open('memo_sealed')
  return { ...(contact && { contact: JSON.parse(contact) as Contact }), ...(memo && { memo }) }
}

/** Undefined where a search found it by a coincidence of hashes. */
export function guardianSummaryView(
  row: GuardianSummaryRow,
  sealer: Sealer,
  wanted?: Wanted,
): GuardianSummary | undefined {
  const { contact } = openGuardian(sealer, row)
  const matched = wanted && matchOf({ names: [row.name], contact }, wanted)
  if (wanted && !matched) return undefined
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

export function guardianView(row: GuardianRow, sealer: Sealer): Guardian {
  return {
    id: row.id,
    name: row.name,
    ...openGuardian(sealer, row),
    ...(row.language && { language: row.language as Guardian['language'] }),
    patients: (row.patients ?? []).map(summaryView),
    createdAt: row.created_at,
    version: row.version,
  }
}

/** A sealed value that came inside of JSON. */
export const fromJson = <Row extends { contact_sealed: string | null }>(row: Row) => ({
  ...row,
  contact_sealed: row.contact_sealed === null ? null : Buffer.from(row.contact_sealed, 'base64'),
})
