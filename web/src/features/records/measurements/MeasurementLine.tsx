import { useTranslation } from 'react-i18next'
import { measurementKinds, type MeasurementKind } from '@polyclinic/contract/records/measurement-kinds.ts'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { useMeasuredWords } from './measured-words.ts'
import type { Line } from './measurement-values.ts'

type Props = { kind: string; line: Line; error?: string; onChange: (line: Line) => void }

/** A number and the unit that it was taken in; of blood pressure two. */
export function MeasurementLine({ kind, line, error, onChange }: Props) {
  const { t } = useTranslation('records')
  const words = useMeasuredWords()
  const { units, isPair, isWhole } = measurementKinds[kind as MeasurementKind]
  const name = t(`kind.${kind}`)
  const digits = isWhole ? 0 : 3
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-3">
      <div className="flex min-w-0 items-start gap-2">
        <NumberField
          label={isPair ? t('measurements.upper') : name}
          value={line.value}
          onChange={(value) => onChange({ ...line, value })}
          error={error}
          digits={digits}
          hasNoSteppers
          className="flex-1"
        />
        {isPair && (
          <NumberField
            label={t('measurements.lower')}
            value={line.second}
            onChange={(second) => onChange({ ...line, second })}
            digits={digits}
            hasNoSteppers
            className="flex-1"
          />
        )}
      </div>
      {Object.keys(units).length === 1 ? (
        <span className="flex h-control items-center self-end text-muted">{words.unit(line.unit)}</span>
      ) : (
        <Select
          label={t('measurements.unit', { what: name })}
          isLabelHidden
          placeholder={name}
          value={line.unit}
          onChange={(unit) => onChange({ ...line, unit })}
          options={Object.keys(units).map((id) => ({ id, label: words.unit(id) }))}
          className="pt-[1.625rem]"
        />
      )}
    </div>
  )
}
