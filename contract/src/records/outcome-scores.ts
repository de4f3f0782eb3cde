import { outcomeMeasures, type OutcomeMeasure, type OutcomeMeasureFacts } from './outcome-measures.ts'

export interface Activity {
  text: string
  value: number
}

/** What was answered: of a form exactly what its kind asks for. */
export interface OutcomeAnswers {
  score?: number
  /** One for each item; null: not answered. */
  answers?: readonly (number | null)[]
  activities?: readonly Activity[]
}

/** Why no score comes of it, and at which field. */
export interface ScoreFault {
  path: string
  code: 'required' | 'implausible' | 'kind'
}

const rounded = (value: number, digits: number) => Number(`${Math.round(Number(`${value}e${digits}`))}e-${digits}`)

/** The score by the measure's own rule. */
export function scoreOf(measure: OutcomeMeasure, given: OutcomeAnswers): { score: number } | { fault: ScoreFault } {
  const facts: OutcomeMeasureFacts = outcomeMeasures[measure]
  if (facts.form === 'items') return itemScore(facts, given)
  if (facts.form === 'activities') return activityScore(facts, given)
  if (given.answers || given.activities) return fault(given.answers ? 'answers' : 'activities', 'kind')
  const { score } = given
  if (score === undefined) return fault('score', 'required')
  const high = facts.high ?? facts.plausible ?? Infinity
  const isStep = rounded(score, facts.digits) === score
  return score >= facts.low && score <= high && isStep ? { score } : fault('score', 'implausible')
}

const fault = (path: string, code: ScoreFault['code']) => ({ fault: { path, code } })

/** The sum; where the measure allows it, what is missing counts as the mean of what was answered, in whole points. */
function itemScore({ items, digits }: OutcomeMeasureFacts, { answers, score, activities }: OutcomeAnswers) {
  if (score !== undefined || activities) return fault(activities ? 'activities' : 'score', 'kind')
  const { count = 0, high = 0, mayMiss = 0 } = items ?? {}
  if (answers?.length !== count) return fault('answers', 'required')
  const wrong = answers.findIndex((one) => one !== null && !(Number.isInteger(one) && one >= 0 && one <= high))
  if (wrong >= 0) return fault(`answers.${wrong}`, 'implausible')
  const told = answers.filter((one) => one !== null)
  if (count - told.length > mayMiss) return fault(`answers.${answers.indexOf(null)}`, 'required')
  const sum = told.reduce((all, one) => all + one, 0)
  return { score: rounded((sum * count) / told.length, digits) }
}

/** The mean of all activities. */
function activityScore(
  { low, high = 10, digits }: OutcomeMeasureFacts,
  { activities, answers, score }: OutcomeAnswers,
) {
  if (score !== undefined || answers) return fault(answers ? 'answers' : 'score', 'kind')
  if (!activities?.length) return fault('activities', 'required')
  const wrong = activities.findIndex(({ value }) => !(Number.isInteger(value) && value >= low && value <= high))
  if (wrong >= 0) return fault(`activities.${wrong}.value`, 'implausible')
  return { score: rounded(activities.reduce((all, { value }) => all + value, 0) / activities.length, digits) }
}

export type Verdict = 'better' | 'worse' | 'too-small' | 'same' | 'unjudged'

/** What became of a score: `too-small` is less than the change that matters, `unjudged` has none published. */
export function changeBetween(measure: OutcomeMeasure, from: number, to: number): { by: number; verdict: Verdict } {
  const { better, change } = outcomeMeasures[measure]
  const by = Number((to - from).toFixed(4))
  if (by === 0) return { by, verdict: 'same' }
  if (!change) return { by, verdict: 'unjudged' }
  if (Math.abs(by) < change.value) return { by, verdict: 'too-small' }
  return { by, verdict: by > 0 === (better === 'higher') ? 'better' : 'worse' }
}
