import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { outcomeMeasures } from '@polyclinic/contract/records/outcome-measures.ts'
import type { Outcome } from '@polyclinic/contract/records/outcomes.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { TrendPlot } from '../../../ui/plots/TrendPlot.tsx'
import { MarkButton } from '../sections/MarkButton.tsx'
import { useOutcomeWords } from './outcome-words.ts'
import { scoreThatMatters, type Series } from './series.ts'
import { useChange } from './use-change.ts'

/** How one measure went, with the score from which on a change matters; and the numbers as a table. */
export function OutcomeHistory({ series }: { series: Series }) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const format = useFormat()
  const { clinic } = useClinic()
  const [showsTable, setShowsTable] = useState(false)
  const { measure, counted } = series
  const { change } = outcomeMeasures[measure]
  const name = words.name(series)
  const matters = scoreThatMatters(series)
  const trend = {
    label: `${name} (${words.unit(measure)})`,
    points: counted.map(({ measuredAt, score }) => ({ at: Date.parse(measuredAt), value: score })).toReversed(),
    // between whole points there are lines, too
    write: (value: number) => format.number(value, { maximumFractionDigits: 2 }),
    ...(matters !== undefined && counted.length > 1 && { level: { value: matters, label: t('outcomes.level') } }),
  }
  return (
    <section aria-label={t('outcomes.history', { what: name })} className="border-t border-line p-4">
      <h3 className="mb-2 font-semibold">{t('outcomes.history', { what: name })}</h3>
      {counted.length > 1 && (
        <TrendPlot
          label={t('outcomes.plot', { what: name })}
          trends={[trend]}
          writeDate={(at) => format.date(new Date(at).toISOString(), clinic?.timeZone ?? 'UTC')}
        />
      )}
      {change && (
        <p className="text-13 text-muted">
          {t('outcomes.matters', { change: words.score(measure, change.value) })} <bdi lang="en">{change.source}.</bdi>{' '}
          {!change.isChecked && t('outcomes.unchecked')}
        </p>
      )}
      <Button size="small" variant="quiet" aria-expanded={showsTable} onPress={() => setShowsTable(!showsTable)}>
        {t(showsTable ? 'measurements.withoutTable' : 'measurements.asTable')}
      </Button>
      {showsTable && <ScoreTable series={series} />}
    </section>
  )
}

function ScoreTable({ series }: { series: Series }) {
  const { t } = useTranslation('records')
  return (
    <div className="mt-2 overflow-x-auto">
      <table aria-label={t('outcomes.table')} className="w-full text-start">
        <thead className="text-13 text-muted">
          <tr>
            {(['measurements.when', 'measurements.value', 'outcomes.change', 'note'] as const).map((key) => (
              <th key={key} className="py-1 pe-4 text-start font-semibold">
                {t(key)}
              </th>
            ))}
            <th>
              <span className="sr-only">{t('kit:action.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {series.all.map((one) => (
            <ScoreLine key={one.id} outcome={one} first={series.counted.at(-1)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ScoreLine({ outcome, first }: { outcome: Outcome; first?: Outcome }) {
  const { t } = useTranslation('records')
  const words = useOutcomeWords()
  const format = useFormat()
  const changeOf = useChange()
  const { clinic } = useClinic()
  const { slug: organization } = useOrganization()
  const { id, version, status } = outcome
  const isWrong = status === 'entered-in-error'
  const score = words.score(outcome.measure, outcome.score)
  const when = format.dateTime(outcome.measuredAt, clinic?.timeZone ?? 'UTC')
  const activities = outcome.activities?.map(({ text, value }) => `${text} ${format.number(value)}`).join(', ')
  return (
    <tr className="border-t border-line">
      <td className="py-1.5 pe-4 tabular-nums">{when}</td>
      <td className={cx('py-1.5 pe-4 tabular-nums', isWrong && 'text-muted line-through')}>
        <bdi>{score}</bdi>
      </td>
      <td className="py-1.5 pe-4 text-13">{!isWrong && first && first.id !== id && changeOf(first, outcome).text}</td>
      <td dir="auto" className="py-1.5 text-13 text-muted">
        {isWrong ? t('verification.entered-in-error') : [activities, outcome.note].filter(Boolean).join(' · ')}
      </td>
      <td className="py-1 text-end">
        {outcome.abilities.update.allowed && (
          <MarkButton
            status={status}
            what={`${score}, ${when}`}
            update={(next) =>
              api.records.outcomes.update({
                params: { organization, id },
                body: { status: next },
                headers: ifMatch(version),
              })
            }
          />
        )}
      </td>
    </tr>
  )
}
