import {
  abilitiesOf,
  correctionsOf,
  type AppointmentMoment,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment, ChangedAppointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import { sealed, text } from '../../../kit/crypto/sealed.ts'
import { patients } from '../../patients/public.ts'
import type { ChangedRow } from '../notices/actions.ts'
import type { AppointmentRow } from './queries.ts'

export interface Viewer {
  sealer: Sealer
  can: (permission: Permission) => boolean
  /** The clinics that the caller's role is scoped to: an appointment elsewhere, open in an emergency, is read and no more. */
  scope?: readonly string[]
}

export const appointmentSecrets = sealed('appointments', { note: text, overbook_reason: text })

/** Why it stands over another appointment, sealed; what an earlier version wrote in clear is sealed on the way. */
export const sealedReason = (
  sealer: Sealer,
  row: Pick<AppointmentRow, 'id' | 'overbook_reason' | 'overbook_reason_sealed'>,
) => row.overbook_reason_sealed ?? appointmentSecrets.seal(sealer, row.id, 'overbook_reason', row.overbook_reason)

const nameOf = ({ given_name, family_name }: Pick<AppointmentRow, 'given_name' | 'family_name'>) =>
  family_name ? `${given_name} ${family_name}` : given_name

/** The patient's own phone, else the first that is known of those who answer for them and are told of appointments. */
function phoneOf(sealer: Sealer, { patient_id, contact_sealed, guardians }: AppointmentRow): string | undefined {
  const own = patients.open(sealer, { id: patient_id, contact_sealed }).contact?.phone
  if (own) return own
  for (const guardian of (guardians ?? []).filter(({ hears }) => hears)) {
    const phone = patients.openGuardian(sealer, guardian).contact?.phone
    if (phone) return phone
  }
  return undefined
}

export function momentOf({ state, starts_at, ends_at, earlier_states }: AppointmentRow): AppointmentMoment {
  const earlierState = earlier_states.at(-1)
  return { state, startsAt: starts_at, endsAt: ends_at, ...(earlierState && { earlierState }) }
}

export function appointmentView(row: AppointmentRow, { sealer, can, scope }: Viewer): Appointment {
  const mayWrite = (!scope || scope.includes(row.clinic_id)) && can('appointments.write')
  const phone = can('patients.read') ? phoneOf(sealer, row) : undefined
  const [guardian] = row.guardians ?? []
  // a namesake may be another clinic's alone
  const warnings = scope ? { ...row.warnings, has_namesake: false } : row.warnings
  const { note, overbook_reason: overbookReason = row.overbook_reason ?? undefined } = appointmentSecrets.open(
    sealer,
    row,
  )
  const [moment, now] = [momentOf(row), Date.parse(row.now)]
  return {
    id: row.id,
    state: row.state,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    bufferBefore: row.buffer_before,
    bufferAfter: row.buffer_after,
    clinicId: row.clinic_id,
    patient: {
      id: row.patient_id,
      name: nameOf(row),
      ...(row.species !== null && { species: row.species }),
      ...(row.birth_date !== null && { birthDate: row.birth_date }),
      ...(guardian && { guardianName: guardian.name }),
      ...(phone && { phone }),
      ...(can('patients.read') && { warnings: patients.warningsView(warnings, { sealer, can }) }),
    },
    service: { id: row.service_id, name: row.service_name, hue: row.service_hue },
    practitionerId: row.practitioner_id,
    ...(row.room_id !== null && { roomId: row.room_id }),
    isOverbooked: overbookReason !== undefined,
    ...(overbookReason !== undefined && { overbookReason }),
    ...(note !== undefined && { note }),
    ...(row.cancellation_reason !== null &&
      row.cancelled_at !== null && {
        cancellation: { reason: row.cancellation_reason, at: row.cancelled_at },
      }),
    ...(row.arrived_at !== null && { arrivedAt: row.arrived_at }),
    version: row.version,
    ...(moment.earlierState && { earlierState: moment.earlierState }),
    corrections: mayWrite ? correctionsOf(moment, now) : [],
    abilities: abilitiesOf(moment, now, mayWrite),
  }
}

export const changedView = (row: ChangedRow, viewer: Viewer): ChangedAppointment => ({
  ...appointmentView(row, viewer),
  told: row.told,
})
