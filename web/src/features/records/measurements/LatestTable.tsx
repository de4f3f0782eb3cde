import { useTranslation } from 'react-i18next'
import { ArrowDown, ArrowUp } from 'lucide-react'
import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement, ReferenceRange } from '@polyclinic/contract/records/measurements.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import { Badge } from '../../../ui/signs/Badge.tsx'
import { besideRange, useMeasuredWords } from './measured-words.ts'

type Props = {
  latest: readonly Measurement[]
  ranges: readonly ReferenceRange[]
  /** Of which the history stands below. */
  shown: MeasurementKind
  onShow: (kind: MeasurementKind) => void
}

/** The newest of each kind beside what is usual; each opens its history. */
export function LatestTable({ latest, ranges, shown, onShow }: Props) {
  const { t } = useTranslation('records')
  return (
    <ul
      aria-label={t('measurements.latest')}
      className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-2 p-4"
    >
      {latest.map((one) => (
        <li key={one.id}>
          <LatestTile
            measurement={one}
            range={ranges.find(({ kind }) => kind === one.kind)}
            isShown={one.kind === shown}
            onShow={() => onShow(one.kind)}
          />
        </li>
      ))}
    </ul>
  )
}

type TileProps = { measurement: Measurement; range?: ReferenceRange; isShown: boolean; onShow: () => void }

function LatestTile({ measurement, range, isShown, onShow }: TileProps) {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  const format = useFormat()
  const { clinic } = useClinic()
  const beside = range && besideRange(measurement, [range])
  return (
    <button
      type="button"
      aria-pressed={isShown}
      onClick={onShow}
      className={cx(
        'flex h-full w-full cursor-default flex-col items-start gap-0.5 rounded-lg border border-line px-3 py-2 text-start hover:bg-hover',
        isShown && 'border-accent bg-accent-soft',
      )}
    >
      <span className="text-13 text-muted">{t(`kind.${measurement.kind}`)}</span>
      <span className="flex flex-wrap items-center gap-2">
        <bdi className="text-16 font-semibold tabular-nums">{words.typed(measurement)}</bdi>
        {beside && (
          <Badge
            tone="warn"
            icon={beside === 'above' ? <ArrowUp aria-hidden="true" /> : <ArrowDown aria-hidden="true" />}
          >
            {t(`measurements.${beside}`)}
          </Badge>
        )}
      </span>
      {range && (
        <span className="text-12 text-muted" title={range.source}>
          {t('measurements.usual', { range: words.range(range) })}
        </span>
      )}
      <span className="text-12 text-muted">{format.date(measurement.measuredAt, clinic?.timeZone ?? 'UTC')}</span>
    </button>
  )
}
