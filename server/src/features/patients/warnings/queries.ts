import { sql, type RawBuilder } from 'kysely'
import { isNotOver } from '../answering/queries.ts'
import type { AlertKind, AlertPriority } from '@polyclinic/contract/patients/alert-kinds.ts'
import type { ClinicalStatus, Criticality, Verification } from '@polyclinic/contract/patients/allergy-states.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

/** As PostgreSQL writes it into JSON: bytes as `\x…`. */
export interface WarningsRow {
  allergies:
    | {
        id: string
        criticality: Criticality
        clinical_status: ClinicalStatus
        verification: Verification
        substance_sealed: string
      }[]
    | null
  is_none_known: boolean
  alerts: { id: string; kind: AlertKind; priority: AlertPriority; text_sealed: string }[] | null
  /** Who answers for the patient and is kept out of it. */
  kept_out: { id: string; guardian_id: string; name: string; reason_sealed: string }[] | null
  has_namesake: boolean
}

/** The calendar day of the organization at an instant. */
export const dayOf = (tx: TenantTx, at = sql`now()`) =>
  sql`(${at} at time zone ${tx.organization.timeZone}::text)::date`

/** Whether an alert, `x`, stands in the banner: on its days, the last one included, until somebody ends it. */
export const isShown = (tx: TenantTx, at = sql`now()`) => sql`(x.ended_at is null and x.from_day <= ${dayOf(tx, at)}
  and coalesce(x.until_day >= ${dayOf(tx, at)}, true))`

/**
 * Who has the name and the birth date of another one is easily taken for them; animals are told apart by who answers for them
 * (patients_by_name, patients_by_birth_date). Told of those alone whom the reader sees.
 */
const hasNamesake = (isSeen: RawBuilder<unknown>) => sql`(p.kind = 'human' and exists (
    select from (select p.organization_id, p.id, p.name_key, p.birth_date) o join tenant.patients p
      on p.organization_id = o.organization_id and p.name_key = o.name_key and p.birth_date = o.birth_date and p.id <> o.id
    where p.kind = 'human' and p.archived_at is null and p.merged_into is null ${isSeen}))`

/**
 * What is to be minded about a row of tenant.patients, `p`, as JSON (…_by_patient): a list has it in its own statement.
 * `isSeen`: what the reader sees of rows of tenant.patients, `p`, as `and …`; nothing: all of them.
 */
export const warningsOf = (tx: TenantTx, isSeen: RawBuilder<unknown> = sql``) => sql`(select jsonb_build_object(
  'allergies', (
    select jsonb_agg(jsonb_build_object('id', x.id, 'criticality', x.criticality, 'clinical_status', x.clinical_status,
      'verification', x.verification, 'substance_sealed', x.substance_sealed) order by x.created_at, x.id)
    from tenant.allergies x where x.organization_id = p.organization_id and x.patient_id = p.id),
  'is_none_known', exists (
    select from tenant.no_known_allergies x
    where x.organization_id = p.organization_id and x.patient_id = p.id and x.ended_at is null),
  'alerts', (
    select jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'priority', x.priority, 'text_sealed', x.text_sealed)
      order by x.priority, x.from_day, x.id)
    from tenant.alerts x where x.organization_id = p.organization_id and x.patient_id = p.id and ${isShown(tx)}),
  'kept_out', (
    select jsonb_agg(jsonb_build_object('id', l.id, 'guardian_id', l.guardian_id, 'name', g.name, 'reason_sealed', l.reason_sealed)
      order by l.blocked_at, l.id)
    from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
    where l.organization_id = p.organization_id and l.patient_id = p.id and l.blocked_at is not null and ${isNotOver}),
  'has_namesake', ${hasNamesake(isSeen)}))`
