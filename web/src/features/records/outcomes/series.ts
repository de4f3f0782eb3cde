import {
  outcomeMeasureKeys,
  outcomeMeasures,
  type OutcomeMeasure,
} from '@polyclinic/contract/records/outcome-measures.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'

/** What was measured by one measure at one side, the newest first. */
export interface Series {
  key: string
  measure: OutcomeMeasure
  side?: 'left' | 'right'
  /** Those that count. */
  counted: readonly Outcome[]
  all: readonly Outcome[]
}

const placeOf = ({ measure, side }: Series) =>
  `${String(outcomeMeasureKeys.indexOf(measure)).padStart(3, '0')} ${side ?? ''}`

/** In the order in which the measures are listed: where something stands does not change by a new score. */
export const seriesOf = (items: readonly Outcome[]): Series[] =>
  [...Map.groupBy(items, ({ measure, side = '' }) => `${measure} ${side}`)]
    .flatMap(([key, all]) => {
      const [one] = all
      if (!one) return []
      const counted = all.filter(({ status }) => status === 'final')
      return [{ key, measure: one.measure, ...(one.side && { side: one.side }), counted, all }]
    })
    .toSorted((a, b) => placeOf(a).localeCompare(placeOf(b)))

/** The score from which on a change since the first one matters. */
export function scoreThatMatters({ measure, counted }: Series): number | undefined {
  const first = counted.at(-1)
  const { change, better, low, high = Infinity } = outcomeMeasures[measure]
  if (!first || !change) return undefined
  const score = first.score + (better === 'higher' ? change.value : -change.value)
  return score >= low && score <= high ? score : undefined
}
