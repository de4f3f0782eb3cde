import type { OwnAppointment, OwnPastAppointment } from '@polyclinic/contract/scheduling/own-appointments.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { organizations } from '../../organizations/public.ts'
import { appointmentToken } from '../appointment-links/rules.ts'
import type { OwnAppointmentRow } from './queries.ts'

export const ownAppointmentViews = (
  tx: TenantTx,
  rows: readonly OwnAppointmentRow[],
  links: ReadonlyMap<string, string>,
): OwnAppointment[] => rows.map((row) => ownAppointmentView(tx, row, links.get(row.id) ?? ''))

const ownAppointmentView = (tx: TenantTx, row: OwnAppointmentRow, linkId: string): OwnAppointment => ({
  ...ownPastAppointmentView(tx, row),
  page: `/visit/${tx.organization.slug}/${appointmentToken(tx.sealer, linkId, 'answer')}`,
})

export function ownPastAppointmentView({ organization, sealer }: TenantTx, row: OwnAppointmentRow): OwnPastAppointment {
  const contact = { id: row.clinic_id, contact_sealed: row.clinic_contact_sealed }
  const { address, phone } = organizations.openClinicContact(sealer, contact)
  return {
    organization: { slug: organization.slug, name: organization.name, country: organization.country },
    patientId: row.patient_id,
    state: row.state,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    serviceName: row.service_name,
    practitionerName: row.practitioner_name,
    clinic: {
      name: row.clinic_name,
      timeZone: row.time_zone,
      ...(address && { address }),
      ...(phone && { phone }),
    },
  }
}
