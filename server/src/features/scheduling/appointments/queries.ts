import { sql, type RawBuilder } from 'kysely'
import { isOver, isKept, type AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import type { SealedValue } from '../../../kit/crypto/sealed.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients, type PatientAppointments, type WarningsRow } from '../../patients/public.ts'
import { inState, within } from '../availability/queries.ts'
import {
  bool,
  bytea,
  date,
  int,
  json,
  nullable,
  text,
  textOf,
  textsOf,
  timestamptz,
  uuid,
} from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

export const appointmentRow = shape({
  id: uuid,
  state: textOf<AppointmentState>(),
  starts_at: timestamptz,
  ends_at: timestamptz,
  clinic_id: uuid,
  patient_id: uuid,
  given_name: text,
  family_name: nullable(text),
  species: nullable(textOf<Species>()),
  birth_date: nullable(text),
  deceased_on: nullable(date),
  contact_sealed: nullable<SealedValue>(bytea),
  language: nullable(textOf<Language>()),
  /** Restricted, or kept from the caller: nobody is written to. */
  is_withheld: bool,
  /** Who answers for the patient, the preferred one first, whether they are told of appointments, and until when they answer. */
  guardians:
    nullable(
      json<
        {
          id: string
          name: string
          language: Language | null
          contact_sealed: string | null
          hears: boolean
          until: string | null
        }[]
      >(),
    ),
  warnings: json<WarningsRow>(),
  service_id: uuid,
  service_name: text,
  service_hue: int,
  practitioner_id: uuid,
  room_id: nullable(uuid),
  overbook_reason_sealed: nullable(bytea),
  /** Of before: the same in clear. */
  overbook_reason: nullable(text),
  note_sealed: nullable(bytea),
  /** The patient is kept from the reader, or was erased: what is sealed was not read. */
  is_hidden: bool,
  cancellation_reason: nullable(textOf<'client' | 'clinic' | 'late' | 'other'>()),
  cancelled_at: nullable(timestamptz),
  arrived_at: nullable(timestamptz),
  buffer_before: int,
  buffer_after: int,
  is_outside_hours: bool,
  busy_claim_id: nullable(uuid),
  earlier_states: textsOf<AppointmentState>(),
  now: timestamptz,
  version: int,
})

export type AppointmentRow = RowOf<typeof appointmentRow>

/** In place of the name of a patient who is kept from the reader, or was erased. */
const noName = '—'

export const patientColumns = (tx: TenantTx) => sql`
  coalesce(${patients.calledName}, ${noName}) as given_name,
  p.family_name, p.species, ${patients.born} as birth_date, p.deceased_on, p.contact_sealed,
  p.language, p.restricted_at is not null or p.id is null as is_withheld,
  (select json_agg(json_build_object('id', g.id, 'name', g.name, 'language', g.language, 'contact_sealed', g.contact_sealed,
      'hears', ${patients.answering.hearsNow}, 'until', l.ends_at) order by ${patients.answering.foremost})
    from tenant.patient_guardians l join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
    where l.organization_id = p.organization_id and l.patient_id = p.id
      and ${patients.answering.runsNow()}) as guardians,
  ${patients.warningsOf(tx)} as warnings`

/** What was written of a patient, `p`, who is kept from the reader or was erased is nobody's to read. */
const ofSeen = (column: RawBuilder<unknown>) => sql`case when p.id is not null then ${column} end`

/** What lies in the column and was not read: a change that says nothing of it leaves it there. */
export const unreadReason = ({ is_hidden }: Pick<AppointmentRow, 'is_hidden'>) =>
  is_hidden ? sql`a.overbook_reason_sealed` : sql`null`

/** Columns of an appointment as `a`, its patient as `p`, its service as `s`. */
export const appointmentColumns = (tx: TenantTx) => sql`
  a.id, a.state, a.starts_at, a.ends_at, a.clinic_id, a.patient_id, ${patientColumns(tx)},
  a.service_id, s.name as service_name, s.hue as service_hue, a.practitioner_id, a.room_id,
  ${ofSeen(sql`a.overbook_reason_sealed`)} as overbook_reason_sealed, ${ofSeen(sql`a.overbook_reason`)} as overbook_reason,
  ${ofSeen(sql`a.note_sealed`)} as note_sealed, p.id is null as is_hidden,
  a.cancellation_reason, a.cancelled_at, a.arrived_at, a.buffer_before, a.buffer_after, a.is_outside_hours, a.busy_claim_id,
  a.earlier_states, clock_timestamp() as now, a.version`

/** The time is taken, whoever comes: of a patient who is kept from the reader everything but the name's place is empty. */
export const appointmentTables = sql`
  tenant.appointments a
  left join tenant.patients p on p.organization_id = a.organization_id and p.id = a.patient_id and p.erased_at is null
  join tenant.services s on s.organization_id = a.organization_id and s.id = a.service_id`

/** `scope`: the clinics that the caller's role is scoped to; `emergencyOf`: as in {@link AppointmentFilter}. */
export const findAppointment = (tx: TenantTx, id: string, scope?: readonly string[], emergencyOf?: string) =>
  tx.maybe(appointmentRow`
    select ${appointmentColumns(tx)} from ${appointmentTables}
    where a.organization_id = ${tx.organization.id} and a.id = ${id} ${reached(scope, emergencyOf)}`)

/** An appointment, `a`, at one of the clinics, or of a patient, `p`, who is open to the account in an emergency. */
const reached = (scope?: readonly string[], emergencyOf?: string) =>
  scope && emergencyOf
    ? sql`and (a.clinic_id = any (${[...scope]}::uuid[]) or ${patients.isOpenInEmergency(emergencyOf)})`
    : within(sql`a.clinic_id`, scope)

export interface AppointmentFilter {
  from?: string
  to?: string
  clinicId?: string
  practitionerId?: string
  patientId?: string
  scope?: readonly string[]
  /** The account whose open emergency accesses show one patient's appointments at other clinics, too; never a whole calendar. */
  emergencyOf?: string
}

/** One more than `limit`, so that the page knows whether another follows; through the appointments_by_… indexes. */
export const listAppointments = (
  tx: TenantTx,
  filter: AppointmentFilter,
  after: readonly [string, string] | undefined,
  limit: number,
) =>
  tx.all(appointmentRow`
    select ${appointmentColumns(tx)} from ${appointmentTables}
    where a.organization_id = ${tx.organization.id} ${reached(filter.scope, filter.patientId && filter.emergencyOf)}
      ${filter.clinicId ? sql`and a.clinic_id = ${filter.clinicId}` : sql``}
      ${filter.practitionerId ? sql`and a.practitioner_id = ${filter.practitionerId}` : sql``}
      ${filter.patientId ? sql`and p.id = ${filter.patientId}` : sql``}
      ${filter.from ? sql`and a.ends_at > ${filter.from}::timestamptz` : sql``}
      ${filter.from ? sql`and a.starts_at > ${filter.from}::timestamptz - interval '1 day'` : sql``}
      ${filter.to ? sql`and a.starts_at < ${filter.to}::timestamptz` : sql``}
      ${after ? sql`and (a.starts_at, a.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``}
    order by a.starts_at, a.id limit ${limit + 1}`)

const ofPatient = sql`from tenant.appointments a where a.organization_id = p.organization_id and a.patient_id = p.id`
const kept = inState(isKept)
const isAhead = sql`a.starts_at > now() and ${inState((state) => !isOver(state))}`

/** What patients' lists and charts say of appointments (appointments_by_patient). */
export const appointmentsOfPatients: PatientAppointments = {
  isAt: (clinicIds) => sql`exists (select ${ofPatient} and a.clinic_id = any (${[...clinicIds]}::uuid[]))`,
  isBeyond: (clinicIds) => sql`exists (select ${ofPatient} and a.clinic_id <> all (${[...clinicIds]}::uuid[]))`,
  next: sql`(select a.starts_at ${ofPatient} and ${isAhead} and ${kept} order by a.starts_at limit 1)`,
  last: sql`(select a.starts_at ${ofPatient} and a.starts_at <= now() and ${kept} order by a.starts_at desc limit 1)`,
  nextOfAll: (organizationId) => sql`
    select a.patient_id, min(a.starts_at) as at from tenant.appointments a
    where a.organization_id = ${organizationId} and ${kept} and ${isAhead} group by a.patient_id`,
  lastOfAll: (organizationId) => sql`
    select a.patient_id, max(a.starts_at) as at from tenant.appointments a
    where a.organization_id = ${organizationId} and ${kept} and a.starts_at <= now() group by a.patient_id`,
}

/** A message, `m`, about an appointment at one of these clinics. */
export const isAboutAppointmentAt = (clinicIds: readonly string[]) => sql`exists (select from tenant.appointments a
  where a.organization_id = m.organization_id and a.id = m.appointment_id and a.clinic_id = any (${[...clinicIds]}::uuid[]))`
