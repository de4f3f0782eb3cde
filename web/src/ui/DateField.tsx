import { DateField as AriaDateField, DateInput, DateSegment, type DateValue } from 'react-aria-components'
import { parseDate } from '@internationalized/date'
import { cx } from './class-names.ts'
import { ariaField, fieldClass, FieldLabel, FieldNotes, segmentsBoxClass, type FieldProps } from './Field.tsx'

export type DateProps = FieldProps & {
  /** An ISO date, '2026-11-23'; null for empty. */
  value?: string | null
  defaultValue?: string
  onChange?: (isoDate: string | null) => void
  min?: string
  max?: string
  autoComplete?: string
}

const segmentClass =
  'rounded-sm px-0.5 py-0.5 tabular-nums outline-none! data-placeholder:text-muted data-focused:bg-accent data-focused:text-on-accent data-[type=literal]:px-0 data-disabled:text-disabled'

/** The parts of a date or a time, each typed or stepped with the arrow keys, in the order of the language. */
export function DateSegments({ className }: { className?: string }) {
  return (
    <DateInput className={cx('whitespace-nowrap', className)}>
      {(segment) => <DateSegment segment={segment} className={segmentClass} />}
    </DateInput>
  )
}

/** A date that is known by heart: birth, expiry. To look for a day use DatePicker. */
export function DateField(props: DateProps) {
  const { label, isLabelHidden, description, error, className, ...rest } = props
  return (
    <AriaDateField {...ariaDates(rest)} {...ariaField(props)} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <DateSegments className={segmentsBoxClass} />
      <FieldNotes description={description} error={error} />
    </AriaDateField>
  )
}

/** Turns our ISO texts into what react-aria's date fields take. */
export function ariaDates({
  value,
  defaultValue,
  onChange,
  min,
  max,
  ...rest
}: Omit<DateProps, 'label' | 'error' | 'className'>) {
  return {
    ...rest,
    shouldForceLeadingZeros: true,
    value: value === undefined ? undefined : value === null ? null : parseDate(value),
    defaultValue: defaultValue === undefined ? undefined : parseDate(defaultValue),
    onChange: (date: DateValue | null) => onChange?.(date === null ? null : date.toString()),
    minValue: min === undefined ? undefined : parseDate(min),
    maxValue: max === undefined ? undefined : parseDate(max),
  }
}
