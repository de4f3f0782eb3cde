import { randomUUIDv7 } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'

export const newId = (): string => randomUUIDv7()

/** Of ids that are made in the order of time: instants from the first on, before the second, and before the id of `before`. */
export interface Span {
  from?: string
  to?: string
  before?: string
}

/** The least id of a millisecond (RFC 9562 §5.7). */
export function firstIdOf(instant: string): string {
  const hex = Math.max(0, Date.parse(instant)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** Further conditions on the ids of `row`, so that each index that ends in them knows dates. */
export function withinIds(row: string, { from, to, before }: Span): RawBuilder<unknown> {
  const id = sql.ref(`${row}.id`)
  const [end] = [before, to && firstIdOf(to)].filter((one) => one !== undefined).toSorted()
  return sql`${end ? sql`and ${id} < ${end}` : sql``} ${from ? sql`and ${id} >= ${firstIdOf(from)}` : sql``}`
}
