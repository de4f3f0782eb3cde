import type { HTMLAttributes, ReactNode, Ref } from 'react'
import { Group, Input, TextField as AriaTextField } from 'react-aria-components'
import { cx } from './class-names.ts'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes, inputClass, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onBlur?: () => void
  type?: 'text' | 'email' | 'tel' | 'url' | 'password'
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode']
  autoComplete?: string
  placeholder?: string
  maxLength?: number
  spellCheck?: 'true' | 'false'
  /** 'ltr' for phone numbers, addresses of mail and web; 'auto' for names. */
  dir?: 'ltr' | 'auto'
  /** Inside the box, before and after the text: an icon, a unit, a small button. */
  before?: ReactNode
  after?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/** One line of text. */
export function TextField(props: Props) {
  const { label, isLabelHidden, description, error, placeholder, dir, before, after, inputRef, className, ...rest } =
    props
  return (
    <AriaTextField {...rest} {...ariaField(props)} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group isInvalid={Boolean(error)} isDisabled={rest.isDisabled} className={controlClass}>
        {before && <span className="flex shrink-0 ps-3 text-muted">{before}</span>}
        <Input ref={inputRef} dir={dir} placeholder={placeholder} className={inputClass} />
        {after && <span className="flex shrink-0 items-center pe-3 text-muted">{after}</span>}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaTextField>
  )
}
