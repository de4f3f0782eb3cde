import {
  appointmentCan,
  isAllowed,
  type AppointmentAction,
  type AppointmentState,
} from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment, ChangedAppointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Ability } from '@polyclinic/contract/kit/ability.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Sealer } from '../../../kit/crypto/seal.ts'
import type { ChangedRow } from '../notices/actions.ts'
import type { AppointmentRow } from './queries.ts'

/** What a view needs beside the row: the organization's key and the caller's rights. */
export interface Viewer {
  sealer: Sealer
  can: (permission: Permission) => boolean
  /** The clinics that the caller's role is scoped to: a visit elsewhere, open in an emergency, is read and no more. */
  among?: readonly string[]
}

const place = (id: string) => ({ table: 'appointments', row: id, column: 'note_sealed' })

export const sealNote = (sealer: Sealer, id: string, note: string | null | undefined): Buffer | null =>
  note ? sealer.seal(place(id), note) : null

const nameOf = ({ given_name, family_name }: Pick<AppointmentRow, 'given_name' | 'family_name'>) =>
  family_name ? `${given_name} ${family_name}` : given_name

const actions = Object.keys(appointmentCan) as AppointmentAction[]

const known = new Map<string, Record<AppointmentAction, Ability>>()

/** A handful of combinations, each worked out once. */
function abilitiesIn(state: AppointmentState, mayWrite: boolean): Record<AppointmentAction, Ability> {
  const key = `${state} ${mayWrite}`
  const before = known.get(key) ?? workOutAbilities(state, mayWrite)
  known.set(key, before)
  return before
}

function workOutAbilities(state: AppointmentState, mayWrite: boolean): Record<AppointmentAction, Ability> {
  const ability = (action: AppointmentAction): Ability => {
    if (!mayWrite) return { allowed: false, reason: 'not-allowed' }
    return isAllowed(action, state) ? { allowed: true } : { allowed: false, reason: 'wrong-state' }
  }
  return Object.fromEntries(actions.map((action) => [action, ability(action)])) as Record<AppointmentAction, Ability>
}

export function appointmentView(row: AppointmentRow, { sealer, can, among }: Viewer): Appointment {
  const isWithin = !among || among.includes(row.clinic_id)
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
      ...(row.guardian_name !== null && { guardianName: row.guardian_name }),
    },
    service: { id: row.service_id, name: row.service_name, hue: row.service_hue },
    practitionerId: row.practitioner_id,
    ...(row.room_id !== null && { roomId: row.room_id }),
    isOverbooked: row.overbook_reason !== null,
    ...(row.overbook_reason !== null && { overbookReason: row.overbook_reason }),
    ...(row.note_sealed !== null && { note: sealer.open(place(row.id), row.note_sealed) }),
    ...(row.cancellation_reason !== null && {
      cancellation: { reason: row.cancellation_reason, at: row.cancelled_at as string },
    }),
    ...(row.arrived_at !== null && { arrivedAt: row.arrived_at }),
    version: row.version,
    abilities: abilitiesIn(row.state, isWithin && can('appointments.write')),
  }
}

/** The same right after a change, with who learns of it. */
export const changedView = (row: ChangedRow, viewer: Viewer): ChangedAppointment => ({
  ...appointmentView(row, viewer),
  told: row.told,
})
