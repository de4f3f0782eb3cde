import { useRef } from 'react'
import { DateField as AriaDateField, DateInput, DateSegment, type DateValue } from 'react-aria-components'
import { parseDate } from '@internationalized/date'
import { cx } from './class-names.ts'
import {
  ariaField,
  fieldClass,
  FieldLabel,
  FieldNotes,
  segmentsBoxClass,
  unreadable,
  type FieldProps,
} from './Field.tsx'

export type DateProps = FieldProps & {
  /** An ISO date, '2026-11-23'; null for empty, {@link unreadable} for half a date. */
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
  const root = useRef<HTMLDivElement>(null)
  const leave = () => {
    const isHalf = root.current !== null && isHalfFilled(root.current)
    if (isHalf) rest.onChange?.(unreadable)
    else if (rest.value === unreadable) rest.onChange?.(null)
  }
  return (
    <AriaDateField
      ref={root}
      {...ariaDates({ ...rest, value: rest.value === unreadable ? null : rest.value })}
      {...ariaField(props)}
      onBlur={leave}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <DateSegments className={segmentsBoxClass} />
      <FieldNotes description={description} error={error} />
    </AriaDateField>
  )
}

/** Some parts are typed and some are not: react-aria tells nobody. */
function isHalfFilled(root: HTMLElement): boolean {
  const parts = [...root.querySelectorAll('[role="spinbutton"]')]
  const empty = parts.filter((part) => part.hasAttribute('data-placeholder'))
  return empty.length > 0 && empty.length < parts.length
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
