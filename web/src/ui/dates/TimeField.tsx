import { TimeField as AriaTimeField } from 'react-aria-components'
import { parseTime, type Time } from '@internationalized/date'
import { cx } from '../class-names.ts'
import { DateSegments } from './DateSegments.tsx'
import { ariaField, fieldClass, FieldLabel, FieldNotes, segmentsBoxClass, type FieldProps } from '../fields/Field.tsx'
import { useTypedParts, type TypedParts } from './use-typed-parts.ts'

/** Wall-clock time, '09:30'. */
export type TimeProps = FieldProps &
  TypedParts & {
    defaultValue?: string
    min?: string
    max?: string
    /** Overrides the language's own habit. */
    hourCycle?: 12 | 24
  }

const wallTimes = { parse: parseTime, write: (time: Time) => time.toString().slice(0, 5) }

export function TimeField(props: TimeProps) {
  const { label, isLabelHidden, description, error, className, defaultValue, min, max, ...others } = props
  const { value, onChange, onLeaveUnread, ...rest } = others
  const { root, drawn, change, read, leave } = useTypedParts<Time>({ value, onChange, onLeaveUnread }, wallTimes)
  return (
    <AriaTimeField
      {...rest}
      {...ariaField(props)}
      ref={root}
      value={drawn}
      defaultValue={defaultValue === undefined ? undefined : parseTime(defaultValue)}
      onChange={change}
      onBlur={leave}
      minValue={min === undefined ? undefined : parseTime(min)}
      maxValue={max === undefined ? undefined : parseTime(max)}
      shouldForceLeadingZeros
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <DateSegments onRead={read} className={segmentsBoxClass} />
      <FieldNotes description={description} error={error} />
    </AriaTimeField>
  )
}
