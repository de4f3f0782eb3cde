import { sql, type RawBuilder } from 'kysely'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { patients } from '../../patients/public.ts'
import type { ProvedLink } from './rules.ts'
import { bytea, int, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const linkedAppointmentRow = shape({
  id: uuid,
  state: textOf<AppointmentState>(),
  starts_at: timestamptz,
  ends_at: timestamptz,
  now: timestamptz,
  ics_sequence: int,
  version: int,
  patient_id: uuid,
  given_name: text,
  /** The patient's, else the first guardian's that is known. */
  language: nullable(textOf<Language>()),
  clinic_id: uuid,
  clinic_name: text,
  time_zone: text,
  clinic_contact_sealed: nullable(bytea),
  service_name: text,
  practitioner_id: uuid,
  practitioner_name: text,
})

export type LinkedAppointmentRow = RowOf<typeof linkedAppointmentRow>

const linkedAppointment = (tx: TenantTx, appointmentId: RawBuilder<unknown>) =>
  tx.maybe(linkedAppointmentRow`
    select a.id, a.state, a.starts_at, a.ends_at, clock_timestamp() as now, a.ics_sequence, a.version, a.patient_id,
      ${patients.calledName} as given_name,
      coalesce(p.language, (select g.language from tenant.patient_guardians l
        join tenant.guardians g on g.organization_id = l.organization_id and g.id = l.guardian_id
        where l.organization_id = p.organization_id and l.patient_id = p.id and g.language is not null
          and ${patients.answering.hearsNow} order by ${patients.answering.foremost} limit 1)) as language,
      a.clinic_id, c.name as clinic_name, c.time_zone, c.contact_sealed as clinic_contact_sealed, s.name as service_name,
      a.practitioner_id, w.display_name as practitioner_name
    from tenant.appointments a
    join tenant.patients p on p.organization_id = a.organization_id and p.id = a.patient_id
    join tenant.clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    join tenant.services s on s.organization_id = a.organization_id and s.id = a.service_id
    join tenant.practitioners w on w.organization_id = a.organization_id and w.id = a.practitioner_id
    where a.organization_id = ${tx.organization.id} and a.id = ${appointmentId}`)

export const findLinkedAppointment = (tx: TenantTx, appointmentId: string) =>
  linkedAppointment(tx, sql`${appointmentId}`)

/** In one statement with the link's own row, which shows itself as long as it works (links_pkey). */
export const findProvedAppointment = (tx: TenantTx, { linkId, linkSubject }: ProvedLink) =>
  linkedAppointment(
    tx,
    linkId
      ? sql`(select l.subject_id from tenant.links l where l.organization_id = ${tx.organization.id} and l.id = ${linkId})`
      : sql`${linkSubject}`,
  )
