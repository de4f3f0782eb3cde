import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'

export interface PatientSummaryRow {
  id: string
  kind: 'human' | 'animal'
  given_name: string
  family_name: string | null
  name_key: string
  birth_date: string | null
  sex: string | null
  species: string | null
  breed: string | null
  deceased_on: string | null
  archived_at: string | null
  guardians: { id: string; name: string }[] | null
}

export interface PatientRow extends PatientSummaryRow {
  is_neutered: boolean | null
  colour: string | null
  language: string | null
  microchip_sealed: Buffer | null
  contact_sealed: Buffer | null
  memo_sealed: Buffer | null
  home_clinic_id: string | null
  created_at: string
  version: number
  next_visit_at: string | null
  last_visit_at: string | null
  /** The reader's own, while it runs. */
  emergency_access?: { id: string; expires_at: string } | null
}

/** Which patients a role that is scoped to clinics sees. */
export interface Reach {
  clinicIds: readonly string[]
  /** The account whose open emergency accesses reach beyond the clinics; absent where its role has none. */
  emergencyOf?: string
}

/** Absent where the caller sees the patients of all clinics. */
export type Among = Reach | undefined

const guardiansOf = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key, g.id)
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id)`

/** The birth date of a row of tenant.patients, `p`, as far as it is known: `2024`, `2024-06` or `2024-06-15`. */
export const born = sql`left(to_char(p.birth_date, 'YYYY-MM-DD'), case p.birth_date_precision when 'year' then 4 when 'month' then 7 else 10 end)`

/** Without the guardians. */
export const summary = sql`
  p.id, p.kind, p.given_name, p.family_name, p.name_key, ${born} as birth_date, p.sex, p.species, p.breed, p.deceased_on, p.archived_at`

/** A summary inside of another row. */
export const summaryAsJson = sql`jsonb_build_object(
  'id', p.id, 'kind', p.kind, 'given_name', p.given_name, 'family_name', p.family_name, 'name_key', p.name_key, 'birth_date', ${born}, 'sex', p.sex,
  'species', p.species, 'breed', p.breed, 'deceased_on', p.deceased_on,
  'archived_at', to_char(p.archived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'guardians', ${guardiansOf})`

const visit = (order: RawBuilder<unknown>, condition: RawBuilder<unknown>) => sql`(
  select a.starts_at from tenant.appointments a
  where a.organization_id = p.organization_id and a.patient_id = p.id and ${condition} and a.state not in ('cancelled', 'no-show')
  order by a.starts_at ${order} limit 1)`

/** What is booked next, and when the patient came last. */
export const nextVisit = visit(sql`asc`, sql`a.starts_at > now() and a.state <> 'completed'`)
export const lastVisit = visit(sql`desc`, sql`a.starts_at <= now()`)

const chart = sql`${summary}, ${guardiansOf} as guardians, p.is_neutered, p.colour, p.language, p.microchip_sealed, p.contact_sealed, p.memo_sealed, p.home_clinic_id, p.created_at, p.version,
  ${nextVisit} as next_visit_at, ${lastVisit} as last_visit_at`

/** As {@link chart}, for whoever may be here because of an emergency. */
const chartFor = (among: Among) =>
  among?.emergencyOf === undefined
    ? chart
    : sql`${chart}, (
  select jsonb_build_object('id', x.id, 'expires_at', to_char(x.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from tenant.emergency_accesses x where ${isRunning(among.emergencyOf)} order by x.expires_at desc, x.id desc limit 1) as emergency_access`

/** True or, for a patient without a home clinic, unknown: deny it with `is not true`. */
const isAtClinics = (
  clinicIds: readonly string[],
) => sql`(p.home_clinic_id = any (${[...clinicIds]}::uuid[]) or exists (
  select from tenant.appointments a
  where a.organization_id = p.organization_id and a.patient_id = p.id and a.clinic_id = any (${[...clinicIds]}::uuid[])))`

/** An emergency access, `x`, that opens a patient, `p`, to the account now (emergency_accesses_by_account). */
const isRunning = (accountId: string) => sql`
  x.organization_id = p.organization_id and x.account_id = ${accountId}::uuid and x.patient_id = p.id and x.expires_at > now() and x.ended_at is null`

/** Whether a row of tenant.patients, `p`, is open to the account for an hour in an emergency. */
export const isOpenInEmergency = (accountId: string) =>
  sql`exists (select from tenant.emergency_accesses x where ${isRunning(accountId)})`

/**
 * Whether a row of tenant.patients, `p`, has its home clinic or an appointment in one of these clinics, or is open to the
 * account in an emergency.
 */
export const isTreatedAt = ({ clinicIds, emergencyOf }: Reach) =>
  emergencyOf === undefined
    ? isAtClinics(clinicIds)
    : sql`(${isAtClinics(clinicIds)} or ${isOpenInEmergency(emergencyOf)})`

export const within = (among: Among) => (among ? sql`and ${isTreatedAt(among)}` : sql``)

export const findPatient = (tx: TenantTx, id: string, among?: Among) =>
  tx.maybe(
    sql<PatientRow>`select ${chartFor(among)} from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(among)}`,
  )

/** Whether clinics beyond these count on the patient, too: its home, or one that it visits. */
export const isShared = async (tx: TenantTx, id: string, { clinicIds }: Reach): Promise<boolean> =>
  (await tx.maybe(sql`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id} and (p.home_clinic_id <> all (${[...clinicIds]}::uuid[])
      or exists (select from tenant.appointments a where a.organization_id = p.organization_id and a.patient_id = p.id and a.clinic_id <> all (${[...clinicIds]}::uuid[])))`)) !==
  undefined

/** Whom the caller has just written: shown once more, even where that took the patient out of sight. */
export const findWritten = (tx: TenantTx, id: string, among: Among) =>
  tx.one(
    sql<PatientRow>`select ${chartFor(among)} from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}`,
  )

/** As {@link findPatient}; that it was read, and whether for an emergency alone, is recorded in the same statement. */
export const readPatient = (tx: TenantTx, id: string, among: Among) =>
  tx.maybe(sql<PatientRow>`
    with recorded as (
      insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, reason)
      select p.organization_id, 'read', 'patients', p.id::text, p.id, ${among?.emergencyOf ? sql`case when ${isAtClinics(among.clinicIds)} is not true then 'emergency' end` : sql`null`} from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(among)} returning patient_id)
    select ${chartFor(among)} from recorded r join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = r.patient_id`)

interface ParentRow {
  id: string
  name: string
  /** base64, since it comes inside of JSON */
  contact_sealed: string | null
}

interface Parents {
  /** Clinics, among those asked for, that exist and are the caller's. */
  clinics: string[] | null
  guardians: ParentRow[] | null
}

/** What a patient is to hang on. The guardians stay as they are until the transaction ends, so that what is copied from them is true. */
export const findParents = (
  tx: TenantTx,
  ids: { clinicIds: readonly string[]; guardianIds: readonly string[] },
  among: Among,
) =>
  tx.one(sql<Parents>`
    with held as (
      select g.id, g.name, g.contact_sealed from tenant.guardians g
      where g.organization_id = ${tx.organization.id} and g.id = any (${[...ids.guardianIds]}::uuid[]) ${guardianWithin(among)} for share)
    select
      (select jsonb_agg(c.id) from tenant.clinics c
        where c.organization_id = ${tx.organization.id} and c.id = any (${[...ids.clinicIds]}::uuid[]) ${among ? sql`and c.id = any (${[...among.clinicIds]}::uuid[])` : sql``}) as clinics,
      (select jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'contact_sealed', encode(h.contact_sealed, 'base64'))) from held h) as guardians`)

/** A guardian, `g`, is seen with one of its patients, or while it has none. */
export const guardianWithin = (among: Among) =>
  among
    ? sql`and (exists (
        select from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
        where l.organization_id = g.organization_id and l.guardian_id = g.id and ${isTreatedAt(among)})
      or not exists (select from tenant.patient_guardians l where l.organization_id = g.organization_id and l.guardian_id = g.id))`
    : sql``

/** What a plan's limit counts. */
export const countedPatients = sql`tenant.patients where archived_at is null`
