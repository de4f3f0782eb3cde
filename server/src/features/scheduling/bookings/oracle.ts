import { collide, type Footprint } from '@polyclinic/contract/scheduling/footprints.ts'

/** What an appointment occupies, kept in memory and compared pair by pair: the plain meaning of the claims. */
export interface Occupied {
  appointment: string
  resource: string
  footprint: Footprint
}

interface Attempt {
  appointment: string
  practitioner: string
  /** Places in the order in which they would be taken; empty: no room. */
  pool: readonly string[]
  footprint: Footprint
  overbook: boolean
}

/** Books, moves, cancels and overbooks like tenant.occupy should, by brute force. For tests. */
export class Oracle {
  private occupied: Occupied[] = []

  private collides(resource: string, appointment: string, footprint: Footprint): boolean {
    return this.occupied.some(
      (each) => each.resource === resource && each.appointment !== appointment && collide(each.footprint, footprint),
    )
  }

  private place({ pool, appointment, footprint, overbook }: Attempt): string | undefined {
    const own = pool.filter((place) =>
      this.occupied.some((each) => each.appointment === appointment && each.resource === place),
    )
    const free = [...own, ...pool].find((place) => !this.collides(place, appointment, footprint))
    return free ?? (overbook ? pool[0] : undefined)
  }

  /** Undefined: refused, and nothing has changed. */
  occupy(attempt: Attempt): { place?: string; isOver: boolean } | undefined {
    const { appointment, practitioner, pool, footprint, overbook } = attempt
    const place = this.place(attempt)
    if (pool.length > 0 && !place) return undefined
    const resources = [practitioner, ...(place ? [place] : [])]
    const same = (each: Occupied) =>
      each.appointment === appointment &&
      resources.includes(each.resource) &&
      JSON.stringify(each.footprint) === JSON.stringify(footprint)
    const fresh = resources.filter(
      (resource) => !this.occupied.some((each) => same(each) && each.resource === resource),
    )
    const isOver = fresh.some((resource) => this.collides(resource, appointment, footprint))
    if (isOver && !overbook) return undefined
    this.occupied = [
      ...this.occupied.filter((each) => each.appointment !== appointment || same(each)),
      ...fresh.map((resource) => ({ appointment, resource, footprint })),
    ]
    return { ...(place && { place }), isOver }
  }

  vacate(appointment: string): void {
    this.occupied = this.occupied.filter((each) => each.appointment !== appointment)
  }

  all(): string[] {
    return this.occupied
      .map(({ appointment, resource, footprint }) => `${appointment} ${resource} ${Object.values(footprint).join(' ')}`)
      .toSorted()
  }
}
