import { useTranslation } from 'react-i18next'
import type { Measurement } from '@polyclinic/contract/records/measurements.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import { MarkButton } from '../sections/MarkButton.tsx'
import { useMeasuredWords } from './measured-words.ts'

/** Each number that was measured; what was entered in error can be marked so, and stays. */
export function HistoryTable({ items }: { items: readonly Measurement[] }) {
  const { t } = useTranslation('records')
  return (
    <div className="mt-2 overflow-x-auto">
      <table aria-label={t('measurements.table')} className="w-full text-start">
        <thead className="text-13 text-muted">
          <tr>
            <th className="py-1 pe-4 text-start font-semibold">{t('measurements.when')}</th>
            <th className="py-1 pe-4 text-start font-semibold">{t('measurements.value')}</th>
            <th className="py-1 text-start font-semibold">{t('note')}</th>
            <th>
              <span className="sr-only">{t('kit:action.edit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <HistoryLine key={one.id} measurement={one} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function HistoryLine({ measurement }: { measurement: Measurement }) {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  const format = useFormat()
  const { clinic } = useClinic()
  const { slug: organization } = useOrganization()
  const { id, version, status } = measurement
  const isWrong = status === 'entered-in-error'
  const value = words.typed(measurement)
  const when = format.dateTime(measurement.measuredAt, clinic?.timeZone ?? 'UTC')
  return (
    <tr className="border-t border-line">
      <td className="py-1.5 pe-4 tabular-nums">{when}</td>
      <td className={cx('py-1.5 pe-4 tabular-nums', isWrong && 'text-muted line-through')}>
        <bdi>{value}</bdi>
      </td>
      <td dir="auto" className="py-1.5 text-13 text-muted">
        {isWrong ? t('verification.entered-in-error') : measurement.note}
      </td>
      <td className="py-1 text-end">
        {measurement.abilities.update.allowed && (
          <MarkButton
            status={status}
            what={`${value}, ${when}`}
            update={(next) =>
              api.records.measurements.update({
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
