import type { ServiceFields } from './actions.ts'
import type { ServiceRow } from './queries.ts'

type Change = Partial<ServiceFields> & { archived?: boolean }

const differs = (given: unknown, was: unknown) => given !== undefined && given !== was

/** Lists hold what the caller sees; whether something is listed at all holds for every clinic. */
const becomesOtherwise = (given: readonly string[] | null | undefined, isListed: boolean) =>
  given !== undefined && (given !== null) !== isListed

export function touchesOthers(before: ServiceRow, change: Change): boolean {
  const { price, practitionerIds } = change
  const givenPractitioners = new Set(practitionerIds)
  return (
    differs(change.name, before.name) ||
    differs(change.durationMinutes, before.duration_minutes) ||
    differs(change.bufferBefore, before.buffer_before) ||
    differs(change.bufferAfter, before.buffer_after) ||
    differs(change.hue, before.hue) ||
    differs(change.archived, before.archived_at !== null) ||
    differs(price && price.amount, before.price_amount) ||
    differs(price?.currency, before.price_currency) ||
    becomesOtherwise(change.clinicIds, before.at_listed_clinics) ||
    becomesOtherwise(change.roomIds, before.in_listed_rooms) ||
    becomesOtherwise(practitionerIds, before.by_listed_practitioners) ||
    (Boolean(practitionerIds) && givenPractitioners.symmetricDifference(new Set(before.practitioner_ids)).size > 0)
  )
}
