import { useTranslation } from 'react-i18next'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import { useMeasuredWords } from '../measurements/measured-words.ts'
import { useMotionWords } from '../motions/motion-words.ts'
import { useOutcomeWords } from '../outcomes/outcome-words.ts'
import { useSpecialTestName } from '../special-tests/special-test-words.ts'

/** One line of a chart: what it is called, what was found, and what became of it. */
export interface EntryWords {
  name: string
  value?: string
  state?: string
  isWrong: boolean
}

export function useEntryWords() {
  const { t } = useTranslation('records')
  const measured = useMeasuredWords()
  const outcomes = useOutcomeWords()
  const motions = useMotionWords()
  const testName = useSpecialTestName()
  const found = ({ measurement, outcome, motion, specialTest }: ChartEntry) =>
    measurement
      ? { name: t(`kind.${measurement.kind}`), value: measured.typed(measurement) }
      : outcome
        ? { name: outcomes.name(outcome), value: outcomes.score(outcome.measure, outcome.score) }
        : motion
          ? { name: motions.name(motion), value: motions.value(motion) }
          : specialTest && {
              name: [testName(specialTest), specialTest.bodySide && t(`side.${specialTest.bodySide}`)]
                .filter(Boolean)
                .join(', '),
              value: t(`testResult.${specialTest.result}`),
            }
  return (entry: ChartEntry): EntryWords => {
    const { condition, immunization, goal } = entry
    const told = found(entry) ?? { name: condition?.text ?? immunization?.text ?? goal?.text ?? '' }
    const state =
      condition && condition.status !== 'active'
        ? t(`status.${condition.status}`)
        : goal && t(`achievement.${goal.achievement}`)
    return { ...told, ...(state && { state }), isWrong: isWrong(entry) }
  }
}

const isWrong = ({ condition, goal, measurement, immunization, outcome, motion, specialTest }: ChartEntry): boolean =>
  [
    condition?.verification,
    goal?.status,
    measurement?.status,
    immunization?.status,
    outcome?.status,
    motion?.status,
    specialTest?.status,
  ].includes('entered-in-error')
