import type { Joint, MotionMode, Movement } from '@polyclinic/contract/records/motion-joints.ts'
import type { Motion } from '@polyclinic/contract/records/motions.ts'

export const places = ['left', 'right', 'middle'] as const

export type Place = (typeof places)[number]

/** The newest of a movement that counts, and the one before. */
export interface LatestMotion {
  key: string
  joint: Joint
  movement: Movement
  mode: MotionMode
  last: Motion
  before?: Motion
}

/** By joint and movement in the order of `known`; each way of moving on its own. */
export function latestMotions(
  items: readonly Motion[],
  known: readonly { joint: Joint; movement: Movement }[],
): LatestMotion[] {
  const place = ({ joint, movement }: LatestMotion) =>
    known.findIndex((one) => one.joint === joint && one.movement === movement)
  return [
    ...Map.groupBy(
      items.filter(({ status }) => status === 'final'),
      ({ joint, movement, mode }) => `${joint} ${movement} ${mode}`,
    ),
  ]
    .flatMap(([key, [last, before]]) => {
      if (!last) return []
      const { joint, movement, mode } = last
      return [{ key, joint, movement, mode, last, ...(before && { before }) }]
    })
    .toSorted((a, b) => place(a) - place(b) || a.mode.localeCompare(b.mode))
}
