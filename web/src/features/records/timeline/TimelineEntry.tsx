import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { ClipboardList, FlaskConical, Gauge, Ruler, Syringe, Target, TrendingUp } from 'lucide-react'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import type { EntryKind } from '@polyclinic/contract/records/entry-kinds.ts'
import { cx } from '../../../ui/class-names.ts'
import { useEntryWords } from './entry-words.ts'

const signs: Readonly<Record<EntryKind, typeof Ruler>> = {
  condition: ClipboardList,
  measurement: Ruler,
  immunization: Syringe,
  outcome: TrendingUp,
  motion: Gauge,
  'special-test': FlaskConical,
  goal: Target,
}

/** One line of a chart: what it is, and what it says. While one scrolls past it nothing of it is drawn again. */
export const TimelineEntry = memo(function TimelineEntry({ entry }: { entry: ChartEntry }) {
  const { t } = useTranslation('records')
  const { name, value, state, isWrong } = useEntryWords()(entry)
  const Sign = signs[entry.kind]
  return (
    <span className="flex items-start gap-2">
      <Sign aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="sr-only">{t(`timeline.kind.${entry.kind}`)}</span>
      <span className={cx('min-w-0 break-words', isWrong && 'text-muted line-through')}>
        {value ? (
          <>
            <bdi>{name}</bdi> <bdi className="font-semibold tabular-nums">{value}</bdi>
          </>
        ) : (
          <bdi className="font-semibold">{name}</bdi>
        )}
        {state && <span className="text-muted"> · {state}</span>}
      </span>
    </span>
  )
})
