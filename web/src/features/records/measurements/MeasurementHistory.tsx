import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import { measurementKinds } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TrendPlot, type Trend } from '../../../ui/plots/TrendPlot.tsx'
import { HistoryTable } from './HistoryTable.tsx'
import { useMeasuredWords } from './measured-words.ts'
import { historyQuery } from './queries.ts'

type Props = { patientId: string; kind: MeasurementKind; others: readonly MeasurementKind[] }

const isCounted = ({ status }: Measurement) => status === 'final'

/** How one kind went over time, beside another one where that is asked for; and the numbers as a table. */
export function MeasurementHistory({ patientId, kind, others }: Props) {
  const { t } = useTranslation('records')
  const format = useFormat()
  const { clinic } = useClinic()
  const { slug } = useOrganization()
  const [other, setOther] = useState<MeasurementKind | 'none'>('none')
  const [showsTable, setShowsTable] = useState(false)
  const compared = others.find((one) => one === other)
  const history = useQuery(historyQuery(slug, patientId, kind))
  const second = useQuery({ ...historyQuery(slug, patientId, compared ?? kind), enabled: compared !== undefined })
  const trendOf = useTrend()
  const items = history.data?.items ?? []
  const trends = [
    trendOf(kind, items),
    ...(compared && second.data ? [trendOf(compared, second.data.items)] : []),
  ].filter(({ points }) => points.length > 0)
  const names = trends.map(({ label }) => label).join(', ')
  return (
    <section aria-label={t('measurements.history', { what: t(`kind.${kind}`) })} className="border-t border-line p-4">
      <div className="mb-2 flex flex-wrap items-end gap-4">
        <h3 className="me-auto self-center font-semibold">{t('measurements.history', { what: t(`kind.${kind}`) })}</h3>
        {others.length > 0 && <CompareField others={others} value={compared} onChange={setOther} />}
      </div>
      {trends.length > 1 && <Legend trends={trends} />}
      {trends.length > 0 && (
        <TrendPlot
          label={t('measurements.plot', { names })}
          trends={trends}
          writeDate={(at) => format.date(new Date(at).toISOString(), clinic?.timeZone ?? 'UTC')}
        />
      )}
      <Button size="small" variant="quiet" aria-expanded={showsTable} onPress={() => setShowsTable(!showsTable)}>
        {t(showsTable ? 'measurements.withoutTable' : 'measurements.asTable')}
      </Button>
      {showsTable && <HistoryTable items={items} />}
    </section>
  )
}

interface CompareProps {
  others: readonly MeasurementKind[]
  value?: MeasurementKind
  onChange: (kind: MeasurementKind | 'none') => void
}

function CompareField({ others, value, onChange }: CompareProps) {
  const { t } = useTranslation('records')
  return (
    <Select
      label={t('measurements.compare')}
      placeholder={t('measurements.compareNone')}
      value={value ?? 'none'}
      onChange={onChange}
      options={[
        { id: 'none' as const, label: t('measurements.compareNone') },
        ...others.map((id) => ({ id, label: t(`kind.${id}`) })),
      ]}
      className="w-52"
    />
  )
}

const Legend = ({ trends }: { trends: readonly Trend[] }) => (
  <p className="mb-1 flex flex-wrap gap-x-4 text-13 text-muted">
    {trends.map(({ label }, nth) => (
      <span key={label} className="flex items-center gap-1.5">
        <span
          aria-hidden="true"
          className={nth === 0 ? 'w-5 border-t-2 border-accent' : 'w-5 border-t-2 border-dashed border-warn'}
        />
        {label}
      </span>
    ))}
  </p>
)

/** What is drawn of a kind: in its own unit, the oldest first. */
function useTrend() {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  return (kind: MeasurementKind, items: readonly Measurement[]): Trend => ({
    label: `${t(`kind.${kind}`)} (${words.unit(measurementKinds[kind].unit)})`,
    points: items
      .filter(isCounted)
      .map(({ measuredAt, value }) => ({ at: Date.parse(measuredAt), value }))
      .toReversed(),
    write: words.number,
  })
}
