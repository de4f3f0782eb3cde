import { minute } from '../kit/durations.ts'

/** What an appointment takes of a resource, in epoch milliseconds: itself and the minutes kept free around it. */
export interface Footprint {
  takenFrom: number
  start: number
  end: number
  freeFrom: number
}

export interface Need {
  duration: number
  before: number
  after: number
}

export const footprintOf = (start: number, { duration, before, after }: Need): Footprint => ({
  takenFrom: start - before,
  start,
  end: start + duration,
  freeFrom: start + duration + after,
})

/** Whether two appointments cannot both be: exactly what the constraints claims_after and claims_before say. */
export const collide = (a: Footprint, b: Footprint) =>
  (a.start < b.freeFrom && b.start < a.freeFrom) || (a.takenFrom < b.end && b.takenFrom < a.end)

export interface Clash<Other extends Footprint> {
  other: Other
  reason: 'booked' | 'buffer'
  side: 'after' | 'before'
  /** For a buffer: how many minutes are kept free between the two. */
  minutes: number
}

/** What stands in the way: appointments at the same time first, then the one whose kept minutes reach furthest in. */
export function clashOf<Other extends Footprint>(mine: Footprint, others: readonly Other[]): Clash<Other> | undefined {
  const clashes = others
    .filter((other) => collide(mine, other))
    .map((other): Clash<Other> & { depth: number } => {
      const isAtOnce = mine.start < other.end && other.start < mine.end
      const side = other.start <= mine.start ? 'after' : 'before'
      const [first, second] = side === 'after' ? [other, mine] : [mine, other]
      const kept = Math.max(first.freeFrom - first.end, second.start - second.takenFrom)
      return {
        other,
        reason: isAtOnce ? 'booked' : 'buffer',
        side,
        minutes: Math.round(kept / minute),
        depth: isAtOnce ? Infinity : kept - (second.start - first.end),
      }
    })
  const worst = clashes.toSorted((a, b) => (a.depth === b.depth ? 0 : b.depth - a.depth))[0]
  if (!worst) return undefined
  const { depth: _, ...clash } = worst
  return clash
}
