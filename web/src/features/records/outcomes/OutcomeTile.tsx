import { useTranslation } from 'react-i18next'
import { ArrowDownRight, ArrowUpRight, Equal } from 'lucide-react'
import type { Verdict } from '@polyclinic/contract/records/outcome-scores.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { useOutcomeWords } from './outcome-words.ts'
import type { Series } from './series.ts'
import { useChange } from './use-change.ts'

type Props = { series: Series; isShown: boolean; onShow: () => void }

/** The newest score, and what became of the first one and of the one before. */
export function OutcomeTile({ series, isShown, onShow }: Props) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const format = useFormat()
  const changeOf = useChange()
  const { clinic } = useClinic()
  const zone = clinic?.timeZone ?? 'UTC'
  const [last, before] = series.counted
  const first = series.counted.at(-1)
  const sinceFirst = last && first && first !== last && changeOf(first, last)
  const sinceLast = last && before && before !== first && changeOf(before, last)
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onShow}
      className={cx(
        'flex h-full w-full cursor-default flex-col items-start gap-1 rounded-lg border border-line px-3 py-2 text-start hover:bg-hover',
        isShown && 'border-accent bg-accent-soft',
      )}
    >
      <span className="text-13 text-muted">{words.name(series)}</span>
      <span className="flex flex-wrap items-center gap-2">
        <bdi className="text-16 font-semibold tabular-nums">
          {last ? words.score(series.measure, last.score) : t('verification.entered-in-error')}
        </bdi>
        {sinceFirst && <ChangeBadge {...sinceFirst} />}
      </span>
      {last && first && (
        <span className="text-12 text-muted">
          {sinceFirst
            ? t('outcomes.sinceFirst', { date: format.date(first.measuredAt, zone), change: sinceFirst.text })
            : `${t('outcomes.first')}, ${format.date(last.measuredAt, zone)}`}
        </span>
      )}
      {sinceLast && before && (
        <span className="text-12 text-muted">
          {t('outcomes.sinceLast', { date: format.date(before.measuredAt, zone), change: sinceLast.text })}
        </span>
      )}
    </button>
  )
}

const signs: Partial<Record<Verdict, { tone: 'good' | 'warn'; Icon: typeof Equal }>> = {
  better: { tone: 'good', Icon: ArrowUpRight },
  worse: { tone: 'warn', Icon: ArrowDownRight },
}

/** The word carries the meaning; colour and sign only help to find it. */
export function ChangeBadge({ verdict, text }: { verdict: Verdict; text: string }) {
  const { tone = 'neutral', Icon = Equal } = signs[verdict] ?? {}
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {text}
    </Badge>
  )
}
