import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { ProblemData } from '@polyclinic/contract/kit/problem.ts'
import { clashOf, collide, footprintOf } from '@polyclinic/contract/scheduling/footprints.ts'
import type { RequestedSlot } from './actions.ts'
import type { NearbyClaim, NearbyClaims } from './queries.ts'

type Reason = Omit<ProblemData<'slot-taken'>, 'alternatives'>

interface Reader {
  clinicIds?: readonly string[]
  can: (permission: Permission) => boolean
}

/** Why a time could not be had, as far as the reader may know it: names of their own clinics alone. */
export function whatIsInTheWay({ claims, places }: NearbyClaims, requested: RequestedSlot, reader: Reader): Reason {
  const mine = footprintOf(requested.start, requested.need)
  const clash = clashOf(
    mine,
    claims.filter(({ resource_id }) => resource_id === requested.practitionerId),
  )
  const isSeen = ({ clinic_id }: NearbyClaim) =>
    clinic_id !== null && reader.can('appointments.read') && (!reader.clinicIds || reader.clinicIds.includes(clinic_id))
  if (clash) {
    const { other, reason, side, minutes } = clash
    if (other.clinic_id !== null && other.clinic_id !== requested.clinicId)
      return { reason: 'elsewhere', ...(isSeen(other) && other.clinic_name !== null && { clinic: other.clinic_name }) }
    const name = isSeen(other) ? [other.given_name, other.family_name].filter(Boolean).join(' ') : ''
    return { reason, ...(name && { patient: name }), ...(reason === 'buffer' && { side, minutes }) }
  }
  const isFull = places.every(([place]) => claims.some((claim) => claim.resource_id === place && collide(mine, claim)))
  if (places.length > 0 && isFull) {
    const rooms = new Set(places.map(([, room]) => room))
    return { reason: 'room', ...(rooms.size === 1 && places[0] && { room: places[0][2] }) }
  }
  // nothing of ours: another organization has the practitioner then
  return { reason: 'elsewhere' }
}
