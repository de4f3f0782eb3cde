import type { AppointmentRow } from '../appointments/queries.ts'
import { minute } from '@polyclinic/contract/kit/durations.ts'
import type { Need } from '@polyclinic/contract/scheduling/footprints.ts'
import type { Parties } from '../bookings/queries.ts'

/** What is to change; absent stays as it is. */
export interface Move {
  startsAt?: string
  durationMinutes?: number
  practitionerId?: string
  /** Null: out of its room. */
  roomId?: string | null
  note?: string | null
  outsideHours?: boolean
  overbook?: { reason: string }
  notify?: boolean
}

export interface Plan {
  parties: Parties
  start: number
  need: Need
  isAnotherStart: boolean
  isAnotherPractitioner: boolean
  /** The same practitioner at the same time: at most the room changes. */
  keepsTime: boolean
  isAnotherRoom: boolean
}

export function planOf(before: AppointmentRow, move: Move): Plan {
  const starts = Date.parse(before.starts_at)
  const length = Date.parse(before.ends_at) - starts
  const start = move.startsAt === undefined ? starts : Date.parse(move.startsAt)
  const duration = move.durationMinutes === undefined ? length : move.durationMinutes * minute
  const practitionerId = move.practitionerId ?? before.practitioner_id
  const isAnotherPractitioner = practitionerId !== before.practitioner_id
  return {
    parties: {
      patientId: before.patient_id,
      serviceId: before.service_id,
      practitionerId,
      clinicId: before.clinic_id,
      ...(move.roomId && { roomId: move.roomId }),
      moved: {
        appointmentId: before.id,
        ...(move.roomId === undefined && before.room_id && { usualRoomId: before.room_id }),
      },
    },
    start,
    need: { duration, before: before.buffer_before * minute, after: before.buffer_after * minute },
    isAnotherStart: start !== starts,
    isAnotherPractitioner,
    keepsTime: start === starts && duration === length && !isAnotherPractitioner,
    isAnotherRoom: move.roomId !== undefined && move.roomId !== before.room_id,
  }
}
