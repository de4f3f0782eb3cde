import { minutesOf } from '@polyclinic/contract/kit/minutes.ts'
import type { PractitionerRow } from './queries.ts'

interface Stretch {
  clinicId: string
  weekday: number
  from: string
  to: string
}

/** The place in the list of the first stretch that overlaps an earlier one of its day and clinic; touching is fine. */
export function firstOverlap(hours: readonly Stretch[]): number | undefined {
  const at = hours.findIndex((span, nth) =>
    hours
      .slice(0, nth)
      .some(
        (other) =>
          other.clinicId === span.clinicId &&
          other.weekday === span.weekday &&
          minutesOf(other.from) < minutesOf(span.to) &&
          minutesOf(span.from) < minutesOf(other.to),
      ),
  )
  return at < 0 ? undefined : at
}

const differs = (given: unknown, was: unknown) => given !== undefined && given !== was

export const touchesOthers = (
  before: PractitionerRow,
  change: { displayName?: string; profession?: string; hue?: number; archived?: boolean },
): boolean =>
  differs(change.displayName, before.display_name) ||
  differs(change.profession, before.profession) ||
  differs(change.hue, before.hue) ||
  differs(change.archived, before.archived_at !== null)
