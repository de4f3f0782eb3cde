import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import { collide, footprintOf, type Footprint, type Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { startGrace } from '@polyclinic/contract/scheduling/place-problems.ts'
import { whyOutside } from '@polyclinic/contract/scheduling/hours.ts'
import type { WeeklyTuple } from '../availability/queries.ts'
import { spansBetween, wallClockOf, weeklySpans } from '../availability/wall-clock.ts'
import type { BookingFacts, Parties } from './queries.ts'

export interface RequestedTime {
  /** Epoch milliseconds. */
  start: number
  need: Need
  outsideHours?: boolean
  overbook?: { reason: string }
}

/** Where a room is not asked for, or the clinic says no opening hours, null is an answer. */
type Optional = 'room' | 'opening'
type Complete = Pick<BookingFacts, Optional> & {
  [K in Exclude<keyof BookingFacts, Optional>]: NonNullable<BookingFacts[K]>
}

/** Refuses what does not fit together: another organization's ids look exactly like ids that do not exist. */
export function requireParties(
  facts: BookingFacts,
  { roomId, moved }: Parties,
): asserts facts is BookingFacts & Complete {
  const { patient, service, practitioner, room, pool } = facts
  if (facts.time_zone === null) throw refuseField('clinicId', 'unknown', 'is not known here')
  if (!patient) throw refuseField('patientId', 'unknown', 'is not known here')
  if (!service) throw refuseField('serviceId', 'unknown', 'is not known here')
  if (!practitioner) throw refuseField('practitionerId', 'unknown', 'is not known here')
  if (roomId && !room) throw refuseField('roomId', 'unknown', 'is not known here')
  if (patient.archived_at !== null) throw refuse('wrong-state', { state: 'archived' })
  if (patient.deceased_on !== null) throw refuse('wrong-state', { state: 'deceased' })
  if (!moved) {
    if (service.archived_at !== null) throw refuseField('serviceId', 'archived', 'is archived')
    if (!service.is_at_clinic) throw refuseField('serviceId', 'not-at-clinic', 'is not given at this clinic')
  }
  if (roomId && room) requireRoom(facts.service as NonNullable<BookingFacts['service']>, room, pool)
  if (!roomId && service.in_listed_rooms && pool.length === 0)
    throw refuseField('serviceId', 'no-room', 'has no room at this clinic')
}

function requireRoom(
  service: NonNullable<BookingFacts['service']>,
  room: NonNullable<BookingFacts['room']>,
  pool: readonly string[],
): void {
  if (room.archived_at !== null) throw refuseField('roomId', 'archived', 'is archived')
  if (pool.length === 0) throw refuseField('roomId', 'not-at-clinic', 'is not a room of this clinic')
  if (service.in_listed_rooms && !room.is_listed)
    throw refuseField('roomId', 'not-for-service', 'is not a room of this service')
}

export function requirePractitioner({ practitioner, service }: Pick<Complete, 'practitioner' | 'service'>): void {
  if (practitioner.archived_at !== null) throw refuseField('practitionerId', 'archived', 'is archived')
  if (!practitioner.works_here) throw refuseField('practitionerId', 'not-at-clinic', 'does not work at this clinic')
  if (!service.is_by_practitioner) throw refuseField('practitionerId', 'not-for-service', 'does not give this service')
}

export function requireFuture(facts: Pick<BookingFacts, 'now'>, start: number): void {
  if (start < Date.parse(facts.now) - startGrace) throw refuse('in-the-past')
}

/** Whether the clinic is closed then or the practitioner does not work; refused unless that was said and is allowed. */
export function isOutsideHours(
  { practitioner, opening, time_zone }: Pick<Complete, 'practitioner' | 'time_zone' | 'opening'>,
  requested: RequestedTime,
  can: (permission: Permission) => boolean,
): boolean {
  const ends = requested.start + requested.need.duration
  const clock = wallClockOf(time_zone)
  const on = (weekly: readonly WeeklyTuple[] | null) => spansBetween(weeklySpans(weekly), clock, requested.start, ends)
  const reason = whyOutside(
    { open: opening ? on(opening) : undefined, working: on(practitioner.hours) },
    requested.start,
    ends,
  )
  if (!reason) return false
  if (!requested.outsideHours) throw refuse('outside-hours', { reason, practitioner: practitioner.display_name })
  requirePermission('appointments.outside-hours', can)
  return true
}

export function requirePermission(permission: Permission, can: (permission: Permission) => boolean): void {
  if (!can(permission)) throw refuse('not-allowed', { permission })
}

/** Whether the practitioner is seen to be taken: the constraints decide, this only spares them the work. */
export function isSeenTaken({ practitioner }: Pick<Complete, 'practitioner'>, requested: RequestedTime): boolean {
  const mine = footprintOf(requested.start, requested.need)
  const nearbyClaims = (practitioner.near ?? []).map(([takenFrom, start, end, freeFrom]): Footprint => ({
    takenFrom,
    start,
    end,
    freeFrom,
  }))
  return nearbyClaims.some((claim) => collide(mine, claim))
}
