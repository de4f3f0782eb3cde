import type { HTMLAttributes, KeyboardEvent, ReactNode, Ref } from 'react'
import { Group, Input, TextField as AriaTextField } from 'react-aria-components'
import { cx } from '../class-names.ts'
import {
  ariaField,
  controlClass,
  fieldClass,
  FieldLabel,
  FieldNotes,
  inputClass,
  isTooLong,
  type FieldProps,
} from './Field.tsx'

type Props = FieldProps & {
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  type?: 'text' | 'email' | 'tel' | 'url' | 'password'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  autoComplete?: string
  placeholder?: string
  /** How long it may be. What is longer is marked and stays: a paste is never cut behind somebody's back. */
  maxLength?: number
  spellCheck?: 'true' | 'false'
  /** 'ltr' for phone numbers, addresses of mail and web; 'auto' for names. */
  dir?: 'ltr' | 'auto'
  /** Inside the box, before and after the text: an icon, a unit, a small button. */
  before?: ReactNode
  after?: ReactNode
  beside?: ReactNode
  inputClassName?: string
  onKeyDown?: (event: KeyboardEvent) => void
  inputRef?: Ref<HTMLInputElement>
}

export function TextField(props: Props) {
  const { label, isLabelHidden, description, error, placeholder, dir, before, after, beside, ...others } = props
  const { inputRef, inputClassName, onKeyDown, maxLength, className, ...rest } = others
  const isInvalid = Boolean(error) || isTooLong(rest.value, maxLength)
  return (
    <AriaTextField {...rest} {...ariaField(props)} isInvalid={isInvalid} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group
        isInvalid={isInvalid}
        isDisabled={rest.isDisabled}
        className={cx(controlClass, Boolean(beside) && 'overflow-clip')}
      >
        {before && <span className="flex shrink-0 ps-3 text-muted">{before}</span>}
        <Input
          ref={inputRef}
          dir={dir}
          placeholder={placeholder}
          onKeyDown={onKeyDown}
          className={cx(inputClass, inputClassName)}
        />
        {after && <span className="flex shrink-0 items-center pe-3 text-muted">{after}</span>}
        {beside}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}
