import { lookAt } from '@polyclinic/contract/kit/brand/shown.ts'
import { addressText } from '@polyclinic/contract/kit/places/address.ts'
import { usualLanguage, type Language } from '@polyclinic/contract/kit/language.ts'
import { hindranceOf, isExpected } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { LinkedAppointment } from '@polyclinic/contract/scheduling/appointment-links.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { organizations } from '../../organizations/public.ts'
import type { LinkedAppointmentRow } from './queries.ts'

export interface CalendarFacts extends LinkedAppointment {
  appointmentId: string
  /** SEQUENCE of the calendar entry, RFC 5545 §3.8.7.4. */
  icsSequence: number
}

export interface AppointmentFacts extends CalendarFacts {
  patientId: string
  practitionerId: string
  clinicEmail?: string
  hasLogo: boolean
  recipients: { id: string; name: string; email: string; language: Language; isPatient: boolean }[]
}

const clinicContactOf = (tx: TenantTx, { clinic_id, clinic_contact_sealed }: LinkedAppointmentRow) =>
  organizations.openClinicContact(tx.sealer, { id: clinic_id, contact_sealed: clinic_contact_sealed })

export const isAhead = ({ starts_at, now }: LinkedAppointmentRow) => Date.parse(starts_at) > Date.parse(now)

/** An appointment may be cancelled by its link as long as it is ahead. */
export const isCancellable = (row: LinkedAppointmentRow) => isExpected(row.state) && isAhead(row)

const momentOf = ({ state, starts_at, ends_at }: LinkedAppointmentRow) => ({
  state,
  startsAt: starts_at,
  endsAt: ends_at,
})

/** Only what is needed; of the patient the given name alone. */
export function linkedAppointmentView(tx: TenantTx, row: LinkedAppointmentRow, mayAnswer = true): LinkedAppointment {
  const { address, phone } = clinicContactOf(tx, row)
  const language = row.language ?? usualLanguage(tx.organization.country)
  const where = address && addressText(address, tx.organization.country, language)
  return {
    organization: {
      name: tx.organization.name,
      slug: tx.organization.slug,
      country: tx.organization.country,
      look: lookAt(tx.organization.brand, row.clinic_id),
    },
    clinic: {
      name: row.clinic_name,
      timeZone: row.time_zone,
      ...(where && { address: where }),
      ...(phone && { phone }),
    },
    state: row.state,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    serviceName: row.service_name,
    practitionerName: row.practitioner_name,
    patientGivenName: row.given_name,
    language,
    canConfirm: mayAnswer && hindranceOf('confirm', momentOf(row), Date.parse(row.now)) === undefined,
    canCancel: mayAnswer && isCancellable(row),
  }
}

export const calendarFactsView = (tx: TenantTx, row: LinkedAppointmentRow): CalendarFacts => ({
  ...linkedAppointmentView(tx, row),
  appointmentId: row.id,
  icsSequence: row.ics_sequence,
})

export function appointmentFactsView(
  tx: TenantTx,
  row: LinkedAppointmentRow,
  recipients: AppointmentFacts['recipients'],
): AppointmentFacts {
  const { email } = clinicContactOf(tx, row)
  return {
    ...calendarFactsView(tx, row),
    patientId: row.patient_id,
    practitionerId: row.practitioner_id,
    ...(email && { clinicEmail: email }),
    hasLogo: tx.organization.logoFileId !== null,
    recipients,
  }
}
