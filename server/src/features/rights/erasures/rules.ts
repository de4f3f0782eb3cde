import type { RetentionClass } from '@polyclinic/contract/kit/retention.ts'
import { retentionYears } from '@polyclinic/contract/rights/retention.ts'
import type { Erasure, Erasures } from '../../../kit/erasures.ts'

export type ErasedTable = [table: string, erasure: Exclude<Erasure, { stays: string }>]

export const erasedTables = (answers: readonly Erasures[]): ErasedTable[] =>
  answers
    .flatMap((each) => Object.entries(each))
    .flatMap(([table, erasure]) => ('stays' in erasure ? [] : [[table, erasure] satisfies ErasedTable]))

/** Until when a class is kept that was last added to then; undefined: it may go now. */
export function keptUntil(of: RetentionClass, last: string, now: string): string | undefined {
  const years = retentionYears[of]
  if (years === 0) return undefined
  const until = Temporal.Instant.from(last).toZonedDateTimeISO('UTC').add({ years }).toInstant()
  return Temporal.Instant.compare(until, Temporal.Instant.from(now)) > 0 ? until.toString() : undefined
}
