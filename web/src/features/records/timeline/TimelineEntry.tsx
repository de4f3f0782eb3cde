import { useTranslation } from 'react-i18next'
import { ClipboardList, Ruler, Syringe } from 'lucide-react'
import type { ChartEntry } from '@polyclinic/contract/records/entries.ts'
import { cx } from '../../../ui/class-names.ts'
import { useMeasuredWords } from '../measurements/measured-words.ts'

const signs = { condition: ClipboardList, measurement: Ruler, immunization: Syringe } as const

/** One line of a chart: what it is, and what it says. */
export function TimelineEntry({ entry }: { entry: ChartEntry }) {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  const { kind, condition, measurement, immunization } = entry
  const Sign = signs[kind]
  const isWrong = (condition?.verification ?? measurement?.status ?? immunization?.status) === 'entered-in-error'
  return (
    <li className="flex items-start gap-2">
      <Sign aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="sr-only">{t(`timeline.kind.${kind}`)}</span>
      <p className={cx('min-w-0 break-words', isWrong && 'text-muted line-through')}>
        {measurement ? (
          <>
            {t(`kind.${measurement.kind}`)} <bdi className="font-semibold tabular-nums">{words.typed(measurement)}</bdi>
          </>
        ) : (
          <bdi className="font-semibold">{condition?.text ?? immunization?.text}</bdi>
        )}
        {condition && condition.status !== 'active' && (
          <span className="text-muted"> · {t(`status.${condition.status}`)}</span>
        )}
      </p>
    </li>
  )
}
