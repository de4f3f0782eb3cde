import type { Achievement, GoalStatus } from '@polyclinic/contract/records/goal-words.ts'
import type { Goal } from '@polyclinic/contract/records/goals.ts'
import type { OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'

/** What the form holds; `none` where nothing is said. */
export type GoalValues = {
  text: string
  status: GoalStatus
  achievement: Achievement
  dueOn: string | null
  measure: OutcomeMeasure | 'none'
  threshold: number | null
  note: string
}

export const goalValues = (goal?: Goal): GoalValues => ({
  text: goal?.text ?? '',
  status: goal?.status ?? 'active',
  achievement: goal?.achievement ?? 'in-progress',
  dueOn: goal?.dueOn ?? null,
  measure: goal?.measure ?? 'none',
  threshold: goal?.threshold ?? null,
  note: goal?.note ?? '',
})

/** The whole of it, null where nothing is said: a score is one of a measure. */
export const goalBody = ({ measure, threshold, note, ...rest }: GoalValues) => ({
  ...rest,
  measure: measure === 'none' ? null : measure,
  threshold: measure === 'none' ? null : threshold,
  note: note.trim() === '' ? null : note,
})
