import { addressText } from '@polyclinic/contract/kit/address.ts'
import type { Visit } from '@polyclinic/contract/scheduling/visits.ts'
import type { TenantTx } from '../../../kit/db/tenant-tx.ts'
import { organizations } from '../../organizations/public.ts'
import { patients } from '../../patients/public.ts'
import type { VisitRow } from './queries.ts'

/** Everything that a message about a visit needs. */
export interface VisitFacts extends Visit {
  appointmentId: string
  patientId: string
  patientName: string
  /** Who is written to: the patient's own address, else those of its guardians. */
  recipients: { name: string; email: string }[]
  /** SEQUENCE of the calendar entry, RFC 5545 §3.8.7.4. */
  icsSequence: number
}

const clinicContactOf = (tx: TenantTx, { clinic_id, clinic_contact_sealed }: VisitRow) =>
  organizations.openClinicContact(tx.sealer, { id: clinic_id, contact_sealed: clinic_contact_sealed })

/** A visit may be cancelled by its link as long as it is ahead. */
export const isCancellable = ({ state, starts_at, now }: VisitRow) =>
  (state === 'booked' || state === 'confirmed') && Date.parse(starts_at) > Date.parse(now)

/** Only what is needed; of the patient the given name alone. */
export function visitView(tx: TenantTx, row: VisitRow): Visit {
  const { address, phone } = clinicContactOf(tx, row)
  const language = row.language ?? 'en'
  const where = address && addressText(address, tx.organization.country, language)
  return {
    organization: { name: tx.organization.name, slug: tx.organization.slug },
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
    canCancel: isCancellable(row),
  }
}

export function visitFactsView(tx: TenantTx, row: VisitRow): VisitFacts {
  const patientName = row.family_name ? `${row.given_name} ${row.family_name}` : row.given_name
  const own = patients.open(tx.sealer, { id: row.patient_id, contact_sealed: row.contact_sealed }).contact?.email
  const guardians = (row.guardians ?? []).flatMap(({ id, name, contact_sealed }) => {
    const email = patients.openGuardian(tx.sealer, {
      id,
      contact_sealed: contact_sealed === null ? null : Buffer.from(contact_sealed, 'base64'),
    }).contact?.email
    return email ? [{ name, email }] : []
  })
  return {
    ...visitView(tx, row),
    appointmentId: row.id,
    patientId: row.patient_id,
    patientName,
    recipients: own ? [{ name: patientName, email: own }] : guardians,
    icsSequence: row.ics_sequence,
  }
}
