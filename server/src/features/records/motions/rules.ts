import { degreesWithin, movementsFor, type Joint, type Movement } from '@polyclinic/contract/records/motion-joints.ts'

export interface TypedMotion {
  joint: Joint
  movement: Movement
  left?: number
  right?: number
  middle?: number
}

interface Subject {
  kind: 'human' | 'animal'
  species: string | null
}

/** Why degrees of a joint cannot stand, and at which field; undefined where they can. */
export function motionFault(
  { joint, movement, ...degrees }: TypedMotion,
  { kind, species }: Subject,
): { field: string; code: 'kind' | 'required' | 'implausible'; message: string } | undefined {
  const known = movementsFor(kind, species ?? undefined)
  if (!known.some((one) => one.joint === joint))
    return { field: 'joint', code: 'kind', message: 'is no joint of such a patient' }
  const facts = known.find((one) => one.joint === joint && one.movement === movement)
  if (!facts) return { field: 'movement', code: 'kind', message: 'is no movement of this joint' }
  const told = Object.entries(degrees).filter(([, value]) => value !== undefined)
  if (told.length === 0)
    return { field: facts.hasSides ? 'left' : 'middle', code: 'required', message: 'needs degrees' }
  const other = told.find(([field]) => (field === 'middle') === facts.hasSides)
  if (other) return { field: other[0], code: 'kind', message: 'is not a place where this is measured' }
  const beyond = told.find(([, value]) => value < degreesWithin.low || value > degreesWithin.high)
  return beyond && { field: beyond[0], code: 'implausible', message: 'is more than a joint moves' }
}
