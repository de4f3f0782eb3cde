import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { born, calledName, isTreatedAt, within, type PatientScope } from '../patients/queries.ts'
import { searchHits } from '../search/queries.ts'
import type { SearchTerms } from '../search/rules.ts'
import { bool, bytea, nullable, text, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const candidateRow = shape({
  id: uuid,
  given_name: text,
  family_name: nullable(text),
  birth_date: nullable(text),
  species: nullable(text),
})

export type CandidateRow = RowOf<typeof candidateRow>

/** More would be browsing. */
const maxCandidates = 5

/**
 * Patients whom the caller does not see, by parts of names and birth date. The look is recorded in the same statement:
 * once for itself, with what was searched for, sealed, and once for each patient who was shown.
 */
export const findCandidates = (
  tx: TenantTx,
  {
    terms,
    reach,
    search,
  }: { terms: SearchTerms; reach: NonNullable<PatientScope>; search: { id: string; sealed: Buffer } },
) =>
  tx.all(candidateRow`
    with hit as materialized (${searchHits(tx, { subject: 'patients', terms, isArchived: false })}),
    shown as (
      select p.id, ${calledName} as given_name, p.family_name, ${born} as birth_date, p.species, p.name_key, hit.rank from hit
      join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = hit.id
      where p.archived_at is null and ${isTreatedAt(tx, reach)} is not true order by hit.rank, p.name_key, p.id limit ${maxCandidates}),
    recorded as (
      insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, after)
      select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', s.id::text, s.id, null::jsonb from shown s
      union all select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', ${search.id}::text, null::uuid,
      jsonb_build_object('search_sealed', ${search.sealed.toString('base64')}::text))
    select id, given_name, family_name, birth_date, species from shown order by rank, name_key, id`)

const emergencyRow = shape({
  id: uuid,
  patient_id: uuid,
  given_name: text,
  family_name: nullable(text),
  account_id: uuid,
  reason_sealed: bytea,
  granted_at: timestamptz,
  expires_at: timestamptz,
  ended_at: nullable(timestamptz),
  is_over: bool,
})

export type EmergencyRow = RowOf<typeof emergencyRow>

const shown = sql`
  ${emergencyRow.of('x', { given_name: calledName, family_name: sql`p.family_name`, is_over: sql`x.expires_at <= now()` })}
  from tenant.emergency_accesses x join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id`

export const findEmergency = (tx: TenantTx, id: string) =>
  tx.maybe(emergencyRow`select ${shown} where x.organization_id = ${tx.organization.id} and x.id = ${id}`)

/** Newest first (emergency_accesses_by_time); `before`: the access that the page before ended with. */
export const listEmergencies = (
  tx: TenantTx,
  { scope, before, limit }: { scope: PatientScope; before?: string; limit: number },
) =>
  tx.all(emergencyRow`
    select ${shown} where x.organization_id = ${tx.organization.id} ${within(tx, scope)}
      ${
        before
          ? sql`and (x.granted_at, x.id) < (select l.granted_at, l.id from tenant.emergency_accesses l
              where l.organization_id = ${tx.organization.id} and l.id = ${before})`
          : sql``
      }
    order by x.granted_at desc, x.id desc limit ${limit}`)
