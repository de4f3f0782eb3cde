import { DateField as AriaDateField } from 'react-aria-components'
import { parseDate, type CalendarDate } from '@internationalized/date'
import { cx } from '../class-names.ts'
import { DateSegments } from './DateSegments.tsx'
import { ariaField, fieldClass, FieldLabel, FieldNotes, segmentsBoxClass, type FieldProps } from '../fields/Field.tsx'
import { useTypedParts, type TypedParts } from './use-typed-parts.ts'

/** An ISO date, '2026-11-23'. */
export type DateProps = FieldProps &
  TypedParts & {
    defaultValue?: string
    min?: string
    max?: string
    autoComplete?: string
  }

/** A date that is known by heart: birth, expiry. To look for a day use DatePicker. */
export function DateField(props: DateProps) {
  const { label, isLabelHidden, description, error, className } = props
  const { root, read, aria } = useAriaDate(props)
  return (
    <AriaDateField {...aria} {...ariaField(props)} ref={root} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={props.isRequired} />
      <DateSegments onRead={read} className={segmentsBoxClass} />
      <FieldNotes description={description} error={error} />
    </AriaDateField>
  )
}

const isoDates = { parse: parseDate, write: String }

/** Turns our ISO texts into what react-aria's date fields take. */
export function useAriaDate(props: DateProps) {
  const { isRequired, isDisabled, isReadOnly, name, autoFocus, autoComplete, defaultValue, min, max } = props
  const { root, drawn, change, read, leave } = useTypedParts<CalendarDate>(props, isoDates)
  return {
    root,
    read,
    aria: {
      isRequired,
      isDisabled,
      isReadOnly,
      name,
      autoFocus,
      autoComplete,
      shouldForceLeadingZeros: true,
      value: drawn,
      defaultValue: defaultValue === undefined ? undefined : parseDate(defaultValue),
      onChange: change,
      onBlur: leave,
      minValue: min === undefined ? undefined : parseDate(min),
      maxValue: max === undefined ? undefined : parseDate(max),
    },
  }
}
