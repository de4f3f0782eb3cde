import { TimeField as AriaTimeField } from 'react-aria-components'
import { parseTime } from '@internationalized/date'
import { cx } from './class-names.ts'
import { DateSegments } from './DateField.tsx'
import { ariaField, fieldClass, FieldLabel, FieldNotes, segmentsBoxClass, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  /** Wall-clock time, '09:30'; null for empty. */
  value?: string | null
  defaultValue?: string
  onChange?: (time: string | null) => void
  min?: string
  max?: string
  /** Overrides the language's own habit. */
  hourCycle?: 12 | 24
}

/** A time of day. */
export function TimeField(props: Props) {
  const { label, isLabelHidden, description, error, className, value, defaultValue, onChange, min, max, ...rest } =
    props
  return (
    <AriaTimeField
      {...rest}
      {...ariaField(props)}
      value={value === undefined ? undefined : value === null ? null : parseTime(value)}
      defaultValue={defaultValue === undefined ? undefined : parseTime(defaultValue)}
      onChange={(time) => onChange?.(time === null ? null : time.toString().slice(0, 5))}
      minValue={min === undefined ? undefined : parseTime(min)}
      maxValue={max === undefined ? undefined : parseTime(max)}
      shouldForceLeadingZeros
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <DateSegments className={segmentsBoxClass} />
      <FieldNotes description={description} error={error} />
    </AriaTimeField>
  )
}
