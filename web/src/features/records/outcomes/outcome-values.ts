import { outcomeMeasures, type OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import { scoreOf, type OutcomeAnswers } from '@polyclinic/contract/records/outcome-scores.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'

export type OutcomeValues = {
  measure: OutcomeMeasure
  side: 'left' | 'right'
  score: number | null
  answers: (number | null)[]
  activities: { text: string; value: number | null }[]
  /** The day, `YYYY-MM-DD`; today: now. */
  day: string | null
  note: string
}

const maxActivities = 5

/** A fresh form of a measure; the activities are those that were named last time, without their scores. */
export function blank(measure: OutcomeMeasure, before: readonly Outcome[]) {
  const named = before.find((one) => one.measure === measure && one.status === 'final')?.activities ?? []
  return {
    measure,
    score: null,
    answers: Array.from({ length: outcomeMeasures[measure].items?.count ?? 0 }, () => null),
    activities: Array.from({ length: maxActivities }, (_, nth) => ({ text: named[nth]?.text ?? '', value: null })),
  }
}

/** What is sent of the answers: of each form only what it asks for. */
function answersOf({ measure, score, answers, activities }: OutcomeValues): OutcomeAnswers {
  const { form } = outcomeMeasures[measure]
  if (form === 'items') return { answers }
  if (form === 'activities')
    return {
      activities: activities.flatMap(({ text, value }) => (text.trim() && value !== null ? [{ text, value }] : [])),
    }
  return score === null ? {} : { score }
}

export function outcomeBody(values: OutcomeValues) {
  const { measure, side, note } = values
  const { answers, activities, score } = answersOf(values)
  return {
    measure,
    ...(outcomeMeasures[measure].hasSides && { side }),
    ...(answers && { answers: [...answers] }),
    ...(activities && { activities: [...activities] }),
    ...(score !== undefined && { score }),
    ...(note.trim() && { note }),
  }
}

/** The score as it would be now; undefined where something is missing. */
export function scoreNow(values: OutcomeValues): number | undefined {
  const counted = scoreOf(values.measure, answersOf(values))
  return 'score' in counted ? counted.score : undefined
}
