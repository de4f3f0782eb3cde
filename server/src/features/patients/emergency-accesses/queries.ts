import { sql } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { born, isTreatedAt, within, type PatientScope } from '../patients/queries.ts'
import { found } from '../search/queries.ts'
import type { Wanted } from '../search/rules.ts'

export interface CandidateRow {
  id: string
  given_name: string
  family_name: string | null
  birth_date: string | null
  species: string | null
}

/** More would be browsing. */
const mostCandidates = 5

/**
 * Patients whom the caller does not see, by parts of names and birth date. The look is recorded in the same statement:
 * once for itself, with what was searched for, sealed, and once for each patient who was shown.
 */
export const findCandidates = (
  tx: TenantTx,
  {
    wanted,
    reach,
    search,
  }: { wanted: Wanted; reach: NonNullable<PatientScope>; search: { id: string; sealed: Buffer } },
) =>
  tx.all(sql<CandidateRow>`
    with hit as materialized (${found(tx, { subject: 'patients', wanted, isArchived: false })}),
    shown as (
      select p.id, p.given_name, p.family_name, ${born} as birth_date, p.species, p.name_key, hit.rank from hit
      join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = hit.id
      where p.archived_at is null and ${isTreatedAt(tx, reach)} is not true order by hit.rank, p.name_key, p.id limit ${mostCandidates}),
    recorded as (
      insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, after)
      select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', s.id::text, s.id, null::jsonb from shown s
      union all select ${tx.organization.id}::uuid, 'read', 'emergency-candidates', ${search.id}::text, null::uuid,
      jsonb_build_object('search_sealed', ${search.sealed.toString('base64')}::text))
    select id, given_name, family_name, birth_date, species from shown order by rank, name_key, id`)

export interface EmergencyRow {
  id: string
  patient_id: string
  given_name: string
  family_name: string | null
  account_id: string
  reason_sealed: Buffer
  granted_at: string
  expires_at: string
  ended_at: string | null
  is_over: boolean
}

const shown = sql`
  x.id, x.patient_id, p.given_name, p.family_name, x.account_id, x.reason_sealed, x.granted_at, x.expires_at, x.ended_at,
  x.expires_at <= now() as is_over
  from tenant.emergency_accesses x join tenant.patients p on p.organization_id = x.organization_id and p.id = x.patient_id`

export const findEmergency = (tx: TenantTx, id: string) =>
  tx.maybe(sql<EmergencyRow>`select ${shown} where x.organization_id = ${tx.organization.id} and x.id = ${id}`)

/** Newest first (emergency_accesses_by_time); `before`: the access that the page before ended with. */
export const listEmergencies = (
  tx: TenantTx,
  { scope, before, most }: { scope: PatientScope; before?: string; most: number },
) =>
  tx.all(sql<EmergencyRow>`
    select ${shown} where x.organization_id = ${tx.organization.id} ${within(tx, scope)}
      ${
        before
          ? sql`and (x.granted_at, x.id) < (select l.granted_at, l.id from tenant.emergency_accesses l
              where l.organization_id = ${tx.organization.id} and l.id = ${before})`
          : sql``
      }
    order by x.granted_at desc, x.id desc limit ${most}`)
