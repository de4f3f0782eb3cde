import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'
import { ownsIt, type RelationKind } from '@polyclinic/contract/patients/relations/relation-kinds.ts'

/** The instant at which a day of the organization begins: where midnight is left out, the first one after it, of two the earlier. */
export const startOf = (day: string, timeZone: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime(timeZone).toInstant().toString()

export const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()

/** The instant at which a last day is over. */
export const endOf = (day: string, timeZone: string): string =>
  startOf(Temporal.PlainDate.from(day).add({ days: 1 }).toString(), timeZone)

/** From when until when, and how much of the patient is theirs; null: from ever, for ever, and none that is known. */
export interface Span {
  beginsAt: string | null
  endsAt: string | null
  /** Hundredths of a percent. */
  share: number | null
}

const at = (instant: string | null, otherwise: number) => (instant === null ? otherwise : Date.parse(instant))

/** Whether at any time more than the whole would be owned: the most is reached where one of them begins. */
export function passTheWhole(spans: readonly Span[]): boolean {
  const begins = spans.map(({ beginsAt }) => at(beginsAt, -Infinity))
  return begins.some((moment) => {
    const running = spans.filter((each) => at(each.beginsAt, -Infinity) <= moment && at(each.endsAt, Infinity) > moment)
    return running.reduce((sum, { share }) => sum + (share ?? 0), 0) > 10_000
  })
}

export interface Terms {
  kind: RelationKind
  share: number | null
  from: string | null
  until: string | null
}

export interface TermsProblem {
  path: string
  code: IssueCode
  message: string
}

/** Why these terms cannot stand beside those of the others; undefined where they can. */
export function termsProblem(terms: Terms, others: readonly Span[], timeZone: string): TermsProblem | undefined {
  const { kind, share, from, until } = terms
  if (from !== null && until !== null && until < from)
    return { path: 'until', code: 'ends-first', message: 'lies before the first day' }
  if (share !== null && !ownsIt(kind))
    return { path: 'sharePercent', code: 'range', message: 'only owners have a share' }
  const own = spanOf(terms, timeZone)
  if (share !== null && passTheWhole([own, ...others]))
    return { path: 'sharePercent', code: 'range', message: 'all shares of a day would pass 100 %' }
  return undefined
}

export const spanOf = ({ share, from, until }: Terms, timeZone: string): Span => ({
  beginsAt: from === null ? null : startOf(from, timeZone),
  endsAt: until === null ? null : endOf(until, timeZone),
  share,
})
