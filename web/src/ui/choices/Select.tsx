import { Select as AriaSelect, type Key } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { ariaField, fieldClass, type FieldProps } from '../fields/Field.tsx'
import { type Option } from './ListBoxParts.tsx'
import { SelectParts } from './SelectParts.tsx'

type Props<K extends Key> = Omit<FieldProps, 'isReadOnly'> & {
  options: readonly (Option & { id: K })[]
  value?: K | null
  defaultValue?: K
  onChange?: (value: K) => void
  placeholder: string
}

/** One of a handful of known options. For long or remote lists use ComboBox. */
export function Select<K extends Key>(props: Props<K>) {
  const { label, isLabelHidden, description, error, options, onChange, className, ...rest } = props
  return (
    <AriaSelect
      {...rest}
      {...ariaField(props)}
      onChange={(key) => key !== null && onChange?.(key as K)}
      // The ring is the button's.
      className={cx(fieldClass, 'outline-none!', className)}
    >
      <SelectParts
        label={label}
        isLabelHidden={isLabelHidden}
        isRequired={rest.isRequired}
        description={description}
        error={error}
        options={options}
      >
        {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
      </SelectParts>
    </AriaSelect>
  )
}
