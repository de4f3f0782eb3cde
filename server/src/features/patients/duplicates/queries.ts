import { sql, type RawBuilder } from 'kysely'
import { readEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { guardianSummary, guardianSummaryRow } from '../guardians/queries.ts'
import { listedColumns, listedRow } from '../listing/queries.ts'
import { guardianWithin, within, type PatientScope } from '../patients/queries.ts'
import { searchHits } from '../search/queries.ts'
import { readSearch, type Term } from '../search/rules.ts'
import type { Person } from './rules.ts'

const maxCandidates = 40

/** Rows that share a name or a contact with the draft, whom the caller sees; `rules` says which of them are meant. */
export const findLikePatients = (tx: TenantTx, draft: Person, scope: PatientScope) =>
  tx.all(listedRow`
    with hit as materialized (${candidates(tx, 'patients', draft)})
    select ${listedColumns(tx, undefined, undefined, scope)} from hit
    join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = hit.id
    where true ${within(tx, scope)} limit ${maxCandidates * 2}`)

export const findLikeGuardians = (tx: TenantTx, draft: Person, scope: PatientScope) =>
  tx.all(guardianSummaryRow`
    with hit as materialized (${candidates(tx, 'guardians', draft)})
    select ${guardianSummary(tx, scope)} from hit
    join tenant.guardians g on g.organization_id = ${tx.organization.id} and g.id = hit.id
    where g.archived_at is null ${guardianWithin(tx, scope)} limit ${maxCandidates * 2}`)

function candidates(tx: TenantTx, subject: 'patients' | 'guardians', draft: Person): RawBuilder<unknown> {
  const named = readSearch(draft.names.join(' ').replaceAll(/\d/g, ''))?.map(({ names, like }): Term => ({
    names,
    born: [],
    ...(like && { like }),
  }))
  const contacts: Term[] = [
    ...(draft.emails ?? []).flatMap((address) => (readEmail(address) ? [{ names: [], born: [], address }] : [])),
    ...[draft.phones, draft.chips, draft.identifiers]
      .flatMap((each) => each ?? [])
      .map((number): Term => ({ names: [], born: [], number })),
  ]
  const searches = [...(named?.length ? [named] : []), ...contacts.map((term) => [term])]
  const states = subject === 'patients' ? [false, true] : [false]
  const hits = searches.flatMap((terms) =>
    states.map(
      (isArchived) =>
        sql`(select x.id from (${searchHits(tx, { subject, terms, isArchived, limit: maxCandidates })}) x)`,
    ),
  )
  return hits.length > 0 ? sql.join(hits, sql` union `) : sql`select null::uuid as id where false`
}
