import { useTranslation } from 'react-i18next'
import { changeBetween } from '@polyclinic/contract/records/outcome-scores.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** What became of a score, in words: "−3, better". */
export function useChange() {
  const { t } = useTranslation('records')
  const format = useFormat()
  return (from: Pick<Outcome, 'measure' | 'score'>, to: Pick<Outcome, 'score'>) => {
    const { by, verdict } = changeBetween(from.measure, from.score, to.score)
    const written = format.number(by, { signDisplay: 'exceptZero', maximumFractionDigits: 2 })
    return { verdict, text: t(`outcomes.verdict.${verdict}`, { by: written }) }
  }
}
