import type { AppointmentRow } from '../appointments/queries.ts'
import type { Need } from '../availability/rules.ts'

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

const minute = 60_000

/** Where the visit would stand; buffers stay as they were frozen. */
export function whereAfter(before: AppointmentRow, move: Move): { startsAt: number; need: Need; practitionerId: string } {
  const duration = move.durationMinutes === undefined ? Date.parse(before.ends_at) - Date.parse(before.starts_at) : move.durationMinutes * minute
  return {
    startsAt: Date.parse(move.startsAt ?? before.starts_at),
    need: { duration, before: before.buffer_before * minute, after: before.buffer_after * minute },
    practitionerId: move.practitionerId ?? before.practitioner_id,
  }
}

/** Whether anything changes that takes time of somebody or something. */
export function isElsewhere(before: AppointmentRow, move: Move): boolean {
  const { startsAt, need, practitionerId } = whereAfter(before, move)
  return (
    startsAt !== Date.parse(before.starts_at) ||
    startsAt + need.duration !== Date.parse(before.ends_at) ||
    practitionerId !== before.practitioner_id ||
    (move.roomId !== undefined && move.roomId !== before.room_id)
  )
}
