import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { isOpenInEmergency } from '../open-in-emergency/queries.ts'
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

/** Who looks: with whose restricted records and other clinics' patients it is not concerned otherwise. */
export interface EmergencyReader {
  reach: PatientScope
  accountId: string
  opensRestricted: boolean
}

/** Of rows of tenant.patients, `p`, those that are closed to somebody who did not open them in an emergency. */
const isBeyond = (tx: TenantTx, { reach, accountId, opensRestricted }: EmergencyReader) => sql`(
  ${reach ? sql`${isTreatedAt(tx, reach)} is not true` : sql`false`}
  or ${opensRestricted ? sql`false` : sql`(p.restricted_at is not null and not ${isOpenInEmergency(accountId)})`})`

/** More would be browsing. */
const maxCandidates = 5

/**
 * Patients whom the caller does not see, by parts of names and birth date. The look is recorded in the same statement, once for
 * itself and once for each patient who was shown. What was searched for stands, sealed, with those patients, by whose keys the
 * log forgets it; where nobody was shown, with the look.
 */
export const findCandidates = (
  tx: TenantTx,
  { terms, reader, search }: { terms: SearchTerms; reader: EmergencyReader; search: { id: string; sealed: Buffer } },
) =>
  tx.all(candidateRow`
    with hit as materialized (${searchHits(tx, { subject: 'patients', terms, isArchived: false })}),
    shown as (
      select p.id, ${calledName} as given_name, p.family_name, ${born} as birth_date, p.species, p.name_key, hit.rank from hit
      join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = hit.id
      where p.archived_at is null and ${isBeyond(tx, reader)} order by hit.rank, p.name_key, p.id limit ${maxCandidates}),
    recorded as (
      insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, after)
      select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', s.id::text, s.id, w.searched
      from (select jsonb_build_object('search_sealed', ${search.sealed.toString('base64')}::text) as searched) w cross join shown s
      union all select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', ${search.id}::text, null::uuid,
      case when not exists (select from shown) then jsonb_build_object('search_sealed', ${search.sealed.toString('base64')}::text) end)
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

/** A restricted person has no name for whoever opens no such records. */
const shown = sql`
  ${emergencyRow.of('x', {
    given_name: sql`coalesce(${calledName}, '—')`,
    family_name: sql`p.family_name`,
    is_over: sql`x.expires_at <= now()`,
  })}
  from tenant.emergency_accesses x left join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id`

export const findEmergency = (tx: TenantTx, id: string) =>
  tx.maybe(emergencyRow`select ${shown} where x.organization_id = ${tx.organization.id} and x.id = ${id}`)

/**
 * Newest first (emergency_accesses_by_time); `before`: the access that the page before ended with. Whoever watches over
 * emergencies is told of those of restricted records, too.
 */
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
