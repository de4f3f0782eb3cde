import type { NoticeKind } from '@polyclinic/contract/scheduling/told.ts'
import type { Facts } from '../../messaging/public.ts'

export interface Situation {
  /** What the reader was told last; undefined: nothing. */
  known: Facts | undefined
  /** How the appointment stood before the first change that waits to be told; null: it was not there. */
  stoodBefore: Facts | null
  now: Facts
}

const isSame = (one: Facts | null | undefined, other: Facts) =>
  Boolean(one) &&
  one?.takesPlace === other.takesPlace &&
  (!other.takesPlace || (isAtSameTime(one, other) && one.practitionerId === other.practitionerId))

const instant = (value: string) => Date.parse(value)
const isAtSameStart = (one: Facts, other: Facts) => instant(one.startsAt) === instant(other.startsAt)
const isAtSameTime = (one: Facts, other: Facts) =>
  isAtSameStart(one, other) && instant(one.endsAt) === instant(other.endsAt)

/**
 * What there is to say to a reader: what differs from what they know. What was undone before anything was said, and a
 * appointment that came and went meanwhile, are not worth a word.
 */
export function noticeFor({ known, stoodBefore, now }: Situation): NoticeKind | undefined {
  if (isSame(stoodBefore, now) || isSame(known, now)) return undefined
  if (!now.takesPlace) return known || stoodBefore?.takesPlace ? 'cancelled' : undefined
  if (!known) return 'booked'
  if (!known.takesPlace) return 'restored'
  if (!isAtSameStart(known, now)) return 'moved'
  return isAtSameTime(known, now) ? 'handed-over' : 'lengthened'
}
