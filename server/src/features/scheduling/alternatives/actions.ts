import { day } from '@polyclinic/contract/kit/durations.ts'
import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Slot } from '@polyclinic/contract/scheduling/availability.ts'
import type { OwnTransactions, TenantTx } from '../../../kit/db/tenant-tx.ts'
import { refuse, type Refusal } from '../../../kit/http/refusal.ts'
import { findAvailabilityFacts } from '../availability/queries.ts'
import type { Need } from '@polyclinic/contract/scheduling/footprints.ts'
import { nearest } from '../availability/rules.ts'
import { slotsOf, slotViewer } from '../availability/view.ts'
import { wallClockOf } from '../availability/wall-clock.ts'
import { findNearbyClaims } from './queries.ts'
import { whatIsInTheWay } from './rules.ts'
import { withBusyElsewhere } from '../busy/queries.ts'

export interface RequestedSlot {
  serviceId: string
  clinicId: string
  practitionerId: string
  roomId?: string
  without?: string
  start: number
  need: Need
  pool: readonly string[]
}

/** Somebody else has that time: the transaction ends, and what is free instead is read after it. */
export class SlotTaken extends Error {
  readonly requested: RequestedSlot

  constructor(requested: RequestedSlot) {
    super('slot taken')
    this.requested = requested
  }
}

interface Given extends OwnTransactions {
  clinicIds?: readonly string[]
  can: (permission: Permission) => boolean
}

export async function offerAlternatives({ error, ...given }: Given & { error: unknown }): Promise<Refusal | undefined> {
  if (!(error instanceof SlotTaken)) return undefined
  const { requested } = error
  return given.inTenant('read', async (tx) => {
    const own = await nearestFreeSlots(tx, given, requested, 3)
    const alternatives =
      own.length > 0 ? own : await nearestFreeSlots(tx, given, { ...requested, practitionerId: undefined }, 3)
    const nearbyClaims = await findNearbyClaims(tx, requested)
    return refuse('slot-taken', { ...whatIsInTheWay(nearbyClaims, requested, given), alternatives })
  })
}

const twoWeeks = 14 * day

/** The free times nearest to the one that was asked for: first of its day, then of the two weeks after it. */
async function nearestFreeSlots(
  tx: TenantTx,
  { clinicIds: scope }: Given,
  requested: Omit<RequestedSlot, 'practitionerId'> & { practitionerId?: string },
  count: number,
): Promise<Slot[]> {
  // a day before: the day that was asked for may have begun that long ago anywhere on earth
  const [from, to] = [requested.start - day, requested.start + twoWeeks]
  const facts = await findAvailabilityFacts(tx, { ...requested, scope, from, to })
  if (!facts) return []
  const complete = await withBusyElsewhere(facts, { tx, from, to })
  const slots = slotsOf(complete, { from, to, need: requested.need, inRoom: requested.roomId !== undefined })
  return nearest(slots, requested.start, wallClockOf(facts.time_zone), count).map(slotViewer())
}
