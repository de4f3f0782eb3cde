import { sql, type RawBuilder } from 'kysely'
import { runsNow } from '../answering/queries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { extensionPoint } from '../../../kit/extension.ts'
import { bytea, int, json, nullable, text, textOf, timestamptz, uuid, type Column } from '../../../kit/db/columns.ts'
import { anyRow, shape, type RowOf } from '../../../kit/db/row.ts'
import { emergencyAccessOf, isHidden, isOpenInEmergency } from '../open-in-emergency/queries.ts'
import { warningsOf, type WarningsRow } from '../warnings/queries.ts'
import { clearFields, listedNames, namesInClear, sealedNames, type PatientValues, type sealedFields } from './fields.ts'

export { isOpenInEmergency }

type FieldColumns<Name extends keyof typeof clearFields> = {
  [Each in Name as (typeof clearFields)[Each]['column']]: Column<PatientValues[Each]>
}
type SealedColumns = { [Name in keyof typeof sealedFields as `${Name}_sealed`]: Column<Buffer | null> }

const columnsOf = <Name extends keyof typeof clearFields>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [clearFields[name].column, clearFields[name].holds])) as FieldColumns<Name>

const listedColumns = columnsOf(listedNames)
const sealedColumns = Object.fromEntries(
  sealedNames.map((name) => [`${name}_sealed`, nullable(bytea)]),
) as SealedColumns

export const patientSummaryRow = shape({
  id: uuid,
  kind: textOf<'human' | 'animal'>(),
  name_key: text,
  ...listedColumns,
  archived_at: nullable(timestamptz),
  picture_id: nullable(uuid),
  guardians: nullable(json<{ id: string; name: string }[]>()),
  warnings: json<WarningsRow>(),
})

export type PatientSummaryRow = RowOf<typeof patientSummaryRow>

/** All that is told of a patient, in clear and sealed. */
export const chartColumns = { ...columnsOf(namesInClear), ...sealedColumns }

const patientRow = shape({
  ...patientSummaryRow.columns,
  ...chartColumns,
  created_at: timestamptz,
  version: int,
  next_visit_at: nullable(timestamptz),
  last_visit_at: nullable(timestamptz),
  /** The reader's own, while it runs. */
  emergency_access: nullable(json<{ id: string; expires_at: string }>()),
  merged_records: nullable(int),
})

export type PatientRow = RowOf<typeof patientRow>

export interface Reach {
  clinicIds: readonly string[]
  /** The account whose open emergency accesses reach beyond the clinics; absent where its role has none. */
  emergencyOf?: string
}

export type PatientScope = Reach | undefined

const guardiansOf = sql`(
  select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name) order by g.name_key, g.id)
  from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
  where l.organization_id = p.organization_id and l.patient_id = p.id and ${runsNow()})`

/** Which file the picture of a row of tenant.patients, `p`, is. */
export const pictureOf = sql`(
  select x.file_id from tenant.patient_pictures x where x.organization_id = p.organization_id and x.patient_id = p.id)`

/** What a row of tenant.patients, `p`, is called by everybody: shown wherever a given name is. */
export const calledName = sql`coalesce(p.used_name, p.given_name)`

/** The birth date of a row of tenant.patients, `p`, as far as it is known: `2024`, `2024-06` or `2024-06-15`. */
export const born = sql`left(to_char(p.birth_date, 'YYYY-MM-DD'),
  case p.birth_date_precision when 'year' then 4 when 'month' then 7 else 10 end)`

const listedInJson = Object.keys(listedColumns).map((column) =>
  column === 'birth_date' ? sql`'birth_date', ${born}` : sql.raw(`'${column}', p.${column}`),
)

export const summaryAsJson = (tx: TenantTx, scope: PatientScope) => sql`jsonb_build_object(
  'id', p.id, 'kind', p.kind, 'name_key', p.name_key, ${sql.join(listedInJson)},
  'archived_at', to_char(p.archived_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'picture_id', ${pictureOf},
  'guardians', ${guardiansOf}, 'warnings', ${warningsOf(tx, withinEver(tx, scope))})`

/** What is known above of patients' appointments, as SQL about a row of tenant.patients, `p`. */
export interface PatientAppointments {
  isAt(clinicIds: readonly string[]): RawBuilder<unknown>
  isBeyond(clinicIds: readonly string[]): RawBuilder<unknown>
  next: RawBuilder<unknown>
  last: RawBuilder<unknown>
  /** The same of all patients of an organization at once: rows of `patient_id` and `at`. */
  nextOfAll(organizationId: string): RawBuilder<unknown>
  lastOfAll(organizationId: string): RawBuilder<unknown>
}

export const patientAppointments = extensionPoint<PatientAppointments>('patients.appointments')

const noAppointments: PatientAppointments = {
  isAt: () => sql`false`,
  isBeyond: () => sql`false`,
  next: sql`null::timestamptz`,
  last: sql`null::timestamptz`,
  nextOfAll: () => sql`select null::uuid as patient_id, null::timestamptz as at where false`,
  lastOfAll: () => sql`select null::uuid as patient_id, null::timestamptz as at where false`,
}

export const appointmentsKnownTo = (tx: TenantTx): PatientAppointments =>
  tx.extensions(patientAppointments)[0] ?? noAppointments

/** How many records lead to a row of tenant.patients, `p` (patients_merged); null: none. */
const mergedInto = sql`(
  select nullif(count(*), 0)::int from tenant.patients x where x.organization_id = p.organization_id and x.merged_into = p.id)`

const chartFor = (tx: TenantTx, scope: PatientScope) =>
  patientRow.of('p', {
    birth_date: born,
    picture_id: pictureOf,
    guardians: guardiansOf,
    warnings: warningsOf(tx, withinEver(tx, scope)),
    next_visit_at: appointmentsKnownTo(tx).next,
    last_visit_at: appointmentsKnownTo(tx).last,
    merged_records: mergedInto,
    emergency_access: scope
      ? emergencyWithin(scope)
      : sql`case when ${isHidden} then ${emergencyAccessOf(sql`tenant.this_account()`)} end`,
  })

const emergencyWithin = ({ emergencyOf }: Reach) =>
  emergencyOf === undefined ? sql`null::jsonb` : emergencyAccessOf(sql`${emergencyOf}::uuid`)

/** True or, for a patient without a home clinic, unknown: deny it with `is not true`. */
const isAtClinics = (tx: TenantTx, clinicIds: readonly string[]) =>
  sql`(p.home_clinic_id = any (${[...clinicIds]}::uuid[]) or ${appointmentsKnownTo(tx).isAt(clinicIds)})`

/** Whether `p` has its home clinic or an appointment in one of these clinics, or is open to the account in an emergency. */
export const isTreatedAt = (tx: TenantTx, { clinicIds, emergencyOf }: Reach) =>
  emergencyOf === undefined
    ? isAtClinics(tx, clinicIds)
    : sql`(${isAtClinics(tx, clinicIds)} or ${isOpenInEmergency(emergencyOf)})`

/** What the caller sees of rows of tenant.patients, `p`, those that were merged included: for what is told of the past. */
export const withinEver = (tx: TenantTx, scope: PatientScope) => (scope ? sql`and ${isTreatedAt(tx, scope)}` : sql``)

const isOnFile = sql`p.merged_into is null and p.erased_at is null`

/** What the caller sees of them now: whoever was merged or erased nobody; whoever is restricted the database hides itself. */
export const within = (tx: TenantTx, scope: PatientScope) => sql`and ${isOnFile} ${withinEver(tx, scope)}`

export const findPatient = (tx: TenantTx, id: string, scope?: PatientScope) =>
  tx.maybe(
    patientRow`select ${chartFor(tx, scope)} from tenant.patients p
      where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(tx, scope)}`,
  )

/** Whether clinics beyond these count on the patient, too: its home, or one that it visits. */
export const isShared = async (tx: TenantTx, id: string, { clinicIds }: Reach): Promise<boolean> =>
  (await tx.maybe(anyRow`
    select from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}
      and (p.home_clinic_id <> all (${[...clinicIds]}::uuid[]) or ${appointmentsKnownTo(tx).isBeyond(clinicIds)})`)) !==
  undefined

/** Whom the caller has just written: shown once more, even where that took the patient out of sight. */
export const findWritten = (tx: TenantTx, id: string, scope: PatientScope) =>
  tx.one(
    patientRow`select ${chartFor(tx, scope)} from tenant.patients p where p.organization_id = ${tx.organization.id} and p.id = ${id}`,
  )

/**
 * The way to a chart, as the first step of a statement: `with ${openChart(tx, id, scope, 'notes')} select … from opened o join …`.
 * A row of `opened` (`patient_id`) is there where the caller may see the patient, and that it was opened, for what and whether
 * for an emergency alone, is recorded in the same statement.
 */
export const openChart = (
  tx: TenantTx,
  id: string | RawBuilder<unknown>,
  scope: PatientScope,
  subject = 'patients',
  act: 'read' | 'print' = 'read',
) =>
  sql`opened as (
    insert into tenant.audit_events (organization_id, action, subject, subject_id, patient_id, reason)
    select p.organization_id, ${act}::text, ${subject}::text, p.id::text, p.id,
      case when ${scope?.emergencyOf ? sql`${isAtClinics(tx, scope.clinicIds)} is not true or` : sql``} ${isHidden} then 'emergency' end
      from tenant.patients p
    where p.organization_id = ${tx.organization.id} and p.id = ${id} ${within(tx, scope)} returning patient_id)`

/** A record, `p`, and those that were merged into it, as an array, which is made once (patients_merged). */
export const recordsOf = sql`array(
  select p.id union all select x.id from tenant.patients x where x.organization_id = p.organization_id and x.merged_into = p.id)`

/** The record that an id leads to: its own, or the one that it was merged into. */
export const standsFor = (tx: TenantTx, id: string) => sql`coalesce((
  select m.merged_into from tenant.patients m where m.organization_id = ${tx.organization.id} and m.id = ${id}), ${id}::uuid)`

/** As {@link findPatient}, for a reader, whom the id of a merged record leads to the one that was kept. */
export const readPatient = (tx: TenantTx, id: string, scope: PatientScope, act: 'read' | 'print' = 'read') =>
  tx.maybe(patientRow`
    with ${openChart(tx, standsFor(tx, id), scope, 'patients', act)}
    select ${chartFor(tx, scope)} from opened o
      join tenant.patients p on p.organization_id = ${tx.organization.id} and p.id = o.patient_id`)

interface ParentRow {
  id: string
  name: string
  contact_sealed: string | null
}

const parentsRow = shape({
  /** Clinics, among those asked for, that exist and are the caller's. */
  clinics: nullable(json<string[]>()),
  guardians: nullable(json<ParentRow[]>()),
})

/** What a patient is to hang on. The guardians stay as they are until the transaction ends, so that what is copied from them is true. */
export const findParents = (
  tx: TenantTx,
  ids: { clinicIds: readonly string[]; guardianIds: readonly string[] },
  scope: PatientScope,
) =>
  tx.one(parentsRow`
    with held as (
      select g.id, g.name, g.contact_sealed from tenant.guardians g
      where g.organization_id = ${tx.organization.id}
        and g.id = any (${[...ids.guardianIds]}::uuid[]) ${guardianWithin(tx, scope)} for share)
    select
      (select jsonb_agg(c.id) from tenant.clinics c
        where c.organization_id = ${tx.organization.id} and c.id = any (${[...ids.clinicIds]}::uuid[])
          ${scope ? sql`and c.id = any (${[...scope.clinicIds]}::uuid[])` : sql``}) as clinics,
      (select jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'contact_sealed', h.contact_sealed))
        from held h) as guardians`)

/** A guardian, `g`, is seen with one of its patients, or while it has none. */
export const guardianWithin = (tx: TenantTx, scope: PatientScope) =>
  scope
    ? sql`and (exists (
        select from tenant.patient_guardians l join tenant.patients p on p.organization_id = l.organization_id and p.id = l.patient_id
        where l.organization_id = g.organization_id and l.guardian_id = g.id and ${isTreatedAt(tx, scope)})
      or not exists (select from tenant.patient_guardians l where l.organization_id = g.organization_id and l.guardian_id = g.id))`
    : sql``

/** What the organization has, not what its caller sees. */
export const countedPatients = { of: sql`tenant.on_file() where true`, sum: sql`patients` }
