import { collide, type Footprint } from '@polyclinic/contract/scheduling/footprints.ts'

/** What an appointment occupies, kept in memory and compared pair by pair: the plain meaning of the claims. */
export interface Held {
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
  private held: Held[] = []

  private collides(resource: string, appointment: string, footprint: Footprint): boolean {
    return this.held.some(
      (each) => each.resource === resource && each.appointment !== appointment && collide(each.footprint, footprint),
    )
  }

  private place({ pool, appointment, footprint, overbook }: Attempt): string | undefined {
    const own = pool.filter((place) =>
      this.held.some((each) => each.appointment === appointment && each.resource === place),
    )
    const free = [...own, ...pool].find((place) => !this.collides(place, appointment, footprint))
    return free ?? (overbook ? pool[0] : undefined)
  }

  /** Undefined: refused, and nothing has changed. */
  occupy(attempt: Attempt): { place?: string; isOver: boolean } | undefined {
    const { appointment, practitioner, pool, footprint, overbook } = attempt
    const place = this.place(attempt)
    if (pool.length > 0 && !place) return undefined
    const wanted = [practitioner, ...(place ? [place] : [])]
    const same = (each: Held) =>
      each.appointment === appointment &&
      wanted.includes(each.resource) &&
      JSON.stringify(each.footprint) === JSON.stringify(footprint)
    const fresh = wanted.filter((resource) => !this.held.some((each) => same(each) && each.resource === resource))
    const isOver = fresh.some((resource) => this.collides(resource, appointment, footprint))
    if (isOver && !overbook) return undefined
    this.held = [
      ...this.held.filter((each) => each.appointment !== appointment || same(each)),
      ...fresh.map((resource) => ({ appointment, resource, footprint })),
    ]
    return { ...(place && { place }), isOver }
  }

  vacate(appointment: string): void {
    this.held = this.held.filter((each) => each.appointment !== appointment)
  }

  /** Everything that is held, in an order of its own. */
  all(): string[] {
    return this.held
      .map(({ appointment, resource, footprint }) => `${appointment} ${resource} ${Object.values(footprint).join(' ')}`)
      .toSorted()
  }
}
