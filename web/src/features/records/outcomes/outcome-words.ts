import { useTranslation } from 'react-i18next'
import { outcomeMeasures, type OutcomeMeasure } from '@polyclinic/contract/records/outcome-measures.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** Outcome measures as they are read: "Grip strength, left", "6 points". */
export function useOutcomeWords() {
  const { t } = useTranslation('records')
  const format = useFormat()
  const number = (measure: OutcomeMeasure, score: number) =>
    format.number(score, { maximumFractionDigits: outcomeMeasures[measure].digits })
  const unit = (measure: OutcomeMeasure) => t(`scoreUnit.${outcomeMeasures[measure].unit}`)
  return {
    number,
    unit,
    name: ({ measure, side }: { measure: OutcomeMeasure; side?: 'left' | 'right' }) =>
      side ? `${t(`measure.${measure}`)}, ${t(`side.${side}`)}` : t(`measure.${measure}`),
    score: (measure: OutcomeMeasure, score: number) => `${number(measure, score)}\u00a0${unit(measure)}`,
  }
}
