import { Select as AriaSelect, type Key } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { ariaField, fieldClass, type FieldProps } from '../fields/Field.tsx'
import { type Option } from './ListBoxParts.tsx'
import { SelectParts } from './SelectParts.tsx'

type Props<K extends Key> = Omit<FieldProps, 'isReadOnly'> & {
  options: readonly (Option & { id: K })[]
  value: readonly K[]
  onChange: (value: K[]) => void
  placeholder: string
  /** How the chosen ones are summed up; without it their labels are listed. */
  summary?: (chosen: readonly (Option & { id: K })[]) => string
}

export function MultiSelect<K extends Key>(props: Props<K>) {
  const {
    label,
    isLabelHidden,
    description,
    error,
    options,
    value,
    onChange,
    placeholder,
    summary,
    className,
    ...rest
  } = props
  const chosen = options.filter((option) => value.includes(option.id))
  return (
    <AriaSelect
      {...rest}
      {...ariaField(props)}
      selectionMode="multiple"
      placeholder={placeholder}
      value={[...value]}
      onChange={(keys) => onChange(keys as K[])}
      className={cx(fieldClass, className)}
    >
      <SelectParts
        label={label}
        isLabelHidden={isLabelHidden}
        isRequired={rest.isRequired}
        description={description}
        error={error}
        options={options}
      >
        {({ isPlaceholder, defaultChildren, selectedText }) =>
          isPlaceholder ? defaultChildren : (summary?.(chosen) ?? selectedText)
        }
      </SelectParts>
    </AriaSelect>
  )
}
