import { sql } from 'kysely'
import { isOver, type AppointmentState } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { inState } from '../availability/queries.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { bytea, nullable, text, textOf, timestamptz, uuid } from '../../../kit/db/columns.ts'
import { type RowOf, shape } from '../../../kit/db/row.ts'

const ownAppointmentRow = shape({
  id: uuid,
  patient_id: uuid,
  state: textOf<AppointmentState>(),
  starts_at: timestamptz,
  ends_at: timestamptz,
  service_name: text,
  practitioner_name: text,
  clinic_id: uuid,
  clinic_name: text,
  time_zone: text,
  clinic_contact_sealed: nullable(bytea),
  /** The link to its page, where anybody was given one yet. */
  link_id: nullable(uuid),
})

export type OwnAppointmentRow = RowOf<typeof ownAppointmentRow>

const shownAppointmentRow = shape({
  id: uuid,
  patient_id: uuid,
  state: textOf<AppointmentState>(),
  starts_at: timestamptz,
  ends_at: timestamptz,
  service: text,
  practitioner: text,
  clinic: text,
})

/** All that there ever were and that the account's links show, for its own copy; read with the patient's own role. */
export const shownAppointments = async (tx: TenantTx) => ({
  appointments: await tx.all(shownAppointmentRow`
    select a.id, a.patient_id, a.state, a.starts_at, a.ends_at, s.name as service, w.display_name as practitioner, c.name as clinic
    from tenant.appointments a
    join tenant.clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    join tenant.services s on s.organization_id = a.organization_id and s.id = a.service_id
    join tenant.practitioners w on w.organization_id = a.organization_id and w.id = a.practitioner_id
    where a.organization_id = ${tx.organization.id} order by a.starts_at, a.id`),
})

const ahead = sql`a.ends_at > now() and ${inState((state) => !isOver(state))}`

/** With the names on them and the link to each page; `a` is what was found of whom `l` links. */
const shown = (tx: TenantTx, order = sql`a.starts_at`) => sql`
    join tenant.clinics c on c.organization_id = a.organization_id and c.id = a.clinic_id
    join tenant.services s on s.organization_id = a.organization_id and s.id = a.service_id
    join tenant.practitioners w on w.organization_id = a.organization_id and w.id = a.practitioner_id
    left join tenant.links k on k.organization_id = a.organization_id and k.purpose = 'appointment' and k.subject_id = a.id
    where l.organization_id = ${tx.organization.id} order by ${order}`

const columns = sql`a.id, a.patient_id, a.state, a.starts_at, a.ends_at, s.name as service_name, w.display_name as practitioner_name,
      a.clinic_id, c.name as clinic_name, c.time_zone, c.contact_sealed as clinic_contact_sealed, k.id as link_id`

/**
 * The appointment of each linked patient that comes next or goes on now, read with the patient's own role, which sees no other
 * (appointments_by_patient).
 */
export const nextOwnAppointments = (tx: TenantTx) =>
  tx.all(ownAppointmentRow`
    select ${columns} from tenant.patient_accounts l
    join lateral (
      select a.organization_id, a.id, a.patient_id, a.state, a.starts_at, a.ends_at, a.clinic_id, a.service_id, a.practitioner_id
      from tenant.appointments a where a.organization_id = l.organization_id and a.patient_id = l.patient_id
        and ${ahead} order by a.starts_at limit 1) a on true ${shown(tx)}`)

/** All that is ahead, a hundred at most (appointments_by_patient). */
export const ownAppointmentsAhead = (tx: TenantTx) =>
  tx.all(ownAppointmentRow`
    select ${columns} from tenant.patient_accounts l
    join tenant.appointments a on a.organization_id = l.organization_id and a.patient_id = l.patient_id and ${ahead}
    ${shown(tx)} limit 100`)

/** All that is not ahead, a hundred at most (appointments_by_patient). */
export const ownAppointmentsPast = (tx: TenantTx) =>
  tx.all(ownAppointmentRow`
    select ${columns} from tenant.patient_accounts l
    join tenant.appointments a on a.organization_id = l.organization_id and a.patient_id = l.patient_id and not (${ahead})
    ${shown(tx, sql`a.starts_at desc`)} limit 100`)
