import { useTranslation } from 'react-i18next'
import type { totalsOf } from './board-model.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'

export type Totals = ReturnType<typeof totalsOf>

export function DayTotals({ totals }: { totals: Totals | undefined }) {
  const { t } = useTranslation('scheduling')
  const parts = totals
    ? [
        t('totals.visits', { count: totals.appointments }),
        totals.unconfirmed > 0 && t('totals.unconfirmed', { count: totals.unconfirmed }),
        totals.here > 0 && t('totals.here', { count: totals.here }),
        totals.done > 0 && t('totals.done', { count: totals.done }),
        totals.missed > 0 && t('totals.missed', { count: totals.missed }),
      ].filter(Boolean)
    : []
  return <p className="min-h-4.5 truncate text-13 text-muted tabular-nums">{factLine(parts)}</p>
}
