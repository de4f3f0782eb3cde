import type { Ref } from 'react'
import { TextArea as AriaTextArea, TextField as AriaTextField } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { ariaField, fieldClass, FieldLabel, FieldNotes, isTooLong, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  placeholder?: string
  /** The least height in lines; the area grows with its text. */
  rows?: number
  /** How long it may be. What is longer is marked and stays: a paste is never cut behind somebody's back. */
  maxLength?: number
  inputRef?: Ref<HTMLTextAreaElement>
}

const areaClass =
  'min-h-control w-full resize-y field-sizing-content rounded-lg border border-line-control bg-surface px-3 py-2 text-body text-ink transition-colors ' +
  'data-hovered:border-muted data-invalid:border-bad data-disabled:border-line data-disabled:bg-sunken data-disabled:text-disabled ' +
  'data-focused:outline-2 data-focused:-outline-offset-1 data-focused:outline-focus'

export function TextArea(props: Props) {
  const { label, isLabelHidden, description, error, placeholder, rows = 3, ...others } = props
  const { inputRef, maxLength, className, ...rest } = others
  const isInvalid = Boolean(error) || isTooLong(rest.value, maxLength)
  return (
    <AriaTextField {...rest} {...ariaField(props)} isInvalid={isInvalid} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <AriaTextArea
        ref={inputRef}
        dir="auto"
        rows={rows}
        placeholder={placeholder}
        style={{ minHeight: `calc(${rows} * var(--body-line) + 18px)` }}
        className={areaClass}
      />
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}
