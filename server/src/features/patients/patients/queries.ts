import { sql, type RawBuilder } from 'kysely'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { found, type After } from '../search/queries.ts'
import type { Wanted } from '../search/rules.ts'

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
}

/** Clinics that the caller's role is scoped to; absent where it sees the patients of all clinics. */
export type Among = readonly string[] | undefined

const guardiansOf = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key, g.id)
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id)`

const summary = sql`
  p.id, p.kind, p.given_name, p.family_name, p.name_key, p.birth_date, p.sex, p.species, p.breed, p.deceased_on, p.archived_at, ${guardiansOf} as guardians`

/** A summary inside of another row. */
export const summaryAsJson = sql`jsonb_build_object(
  'id', p.id, 'kind', p.kind, 'given_name', p.given_name, 'family_name', p.family_name, 'name_key', p.name_key, 'birth_date', p.birth_date, 'sex', p.sex,
  'species', p.species, 'breed', p.breed, 'deceased_on', p.deceased_on,
  'archived_at', to_char(p.archived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'guardians', ${guardiansOf})`

const visit = (order: RawBuilder<unknown>, condition: RawBuilder<unknown>) => sql`(
  select a.starts_at from tenant.appointments a
  where a.organization_id = p.organization_id and a.patient_id = p.id and ${condition} and a.state not in ('cancelled', 'no-show')
  order by a.starts_at ${order} limit 1)`

const chart = sql`${summary}, p.is_neutered, p.colour, p.language, p.microchip_sealed, p.contact_sealed, p.memo_sealed, p.home_clinic_id, p.created_at, p.version,
  ${visit(sql`asc`, sql`a.starts_at > now() and a.state <> 'completed'`)} as next_visit_at,
  ${visit(sql`desc`, sql`a.starts_at <= now()`)} as last_visit_at`

/** Whether a row of tenant.patients, `p`, has its home clinic or an appointment in one of these clinics. */
export const isTreatedAt = (among: readonly string[]) => sql`(p.home_clinic_id = any (${[...among]}::uuid[]) or exists (
  select from tenant.appointments a
  where a.organization_id = p.organization_id and a.patient_id = p.id and a.clinic_id = any (${[...among]}::uuid[])))`

export const within = (among: Among) => (among ? sql`and ${isTreatedAt(among)}` : sql``)

export interface PatientFilter {
  /** Empty: all of them. */
  wanted?: Wanted
  guardianId?: string
  isArchived: boolean
  among: Among
  after?: After
  most: number
}

/** In the order of names (patients_by_name). */
export function listPatients(
  tx: TenantTx,
  { wanted, guardianId, isArchived, among, after, most }: PatientFilter,
): Promise<PatientSummaryRow[]> {
  const organizationId = tx.organization.id
  const conditions = [
    ...(among ? [isTreatedAt(among)] : []),
    ...(guardianId
      ? [
          sql`p.id in (select l.patient_id from tenant.patient_guardians l where l.organization_id = ${organizationId} and l.guardian_id = ${guardianId})`,
        ]
      : []),
  ]
  const also = conditions.length ? sql.join(conditions, sql` and `) : undefined
  const page = sql`${isArchived ? sql`p.archived_at is not null` : sql`p.archived_at is null`}
    ${after ? sql`and (p.name_key, p.id) > (${after.nameKey}, ${after.id}::uuid)` : sql``} ${also ? sql`and ${also}` : sql``}
    order by p.name_key, p.id limit ${most}`
  if (!wanted)
    return tx.all(
      sql<PatientSummaryRow>`select ${summary} from tenant.patients p where p.organization_id = ${organizationId} and ${page}`,
    )
  return tx.all(sql<PatientSummaryRow>`
    with hit as materialized (${found(tx, { wanted, isArchived, after, also, most })})
    select ${summary} from hit join tenant.patients p on p.organization_id = ${organizationId} and p.id = hit.id where ${page}`)
}

export const findPatient = (tx: TenantTx, id: string, among?: Among) =>
  tx.maybe(
    sql<PatientRow>`select ${chart} from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(among)}`,
  )

/** As {@link findPatient}; that it was read is recorded in the same statement. */
export const readPatient = (tx: TenantTx, id: string, among: Among) =>
  tx.maybe(sql<PatientRow>`
    with recorded as (
      insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id)
      select p.organization_id, 'read', 'patients', p.id::text, p.id from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(among)} returning patient_id)
    select ${chart} from recorded r join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = r.patient_id`)

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
        where c.organization_id = ${tx.organization.id} and c.id = any (${[...ids.clinicIds]}::uuid[]) ${among ? sql`and c.id = any (${[...among]}::uuid[])` : sql``}) as clinics,
      (select jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'contact_sealed', encode(h.contact_sealed, 'base64'))) from held h) as guardians`)

/** A guardian, `g`, is seen with one of its patients, or while it has none. */
export const guardianWithin = (among: Among) =>
  among
    ? sql`and (exists (
        select from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
        where l.organization_id = g.organization_id and l.guardian_id = g.id and ${isTreatedAt(among)})
      or not exists (select from tenant.patient_guardians l where l.organization_id = g.organization_id and l.guardian_id = g.id))`
    : sql``
