import type { Joint, MotionMode, Movement } from '@polyclinic/contract/records/motion-joints.ts'
import { places, type Place } from './latest.ts'

/** Degrees by joint and movement; null where nothing is typed. */
export type TypedDegrees = Record<string, Partial<Record<Place, number | null>>>

export type MotionValues = {
  /** Of which the table stands there. */
  joint: Joint
  mode: MotionMode
  degrees: TypedDegrees
  /** The day, `YYYY-MM-DD`; today: now. */
  day: string | null
  note: string
}

export const keyOf = (joint: Joint, movement: Movement) => `${joint} ${movement}`

/** What is sent: movements of which something was typed, in the order in which it was. */
export const filledMotions = (degrees: TypedDegrees) =>
  Object.entries(degrees).flatMap(([key, typed]) => {
    const told = places.flatMap((place) => {
      const value = typed[place]
      return value === null || value === undefined ? [] : [[place, value] as const]
    })
    const [joint, movement] = key.split(' ') as [Joint, Movement]
    return told.length === 0
      ? []
      : [{ joint, movement, ...(Object.fromEntries(told) as Partial<Record<Place, number>>) }]
  })
