import { Button, ListBox, Select as AriaSelect, SelectValue, type Key } from 'react-aria-components'
import { ChevronsUpDown } from 'lucide-react'
import { cx } from '../class-names.ts'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes, type FieldProps } from '../fields/Field.tsx'
import { OptionItem, OptionsPopover, type Option } from './ListBoxParts.tsx'

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
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Button
        className={cx(
          controlClass,
          'cursor-default gap-2 ps-3 pe-2.5 text-start group-data-invalid/field:border-bad data-focus-visible:outline-2 data-focus-visible:-outline-offset-1 data-focus-visible:outline-focus',
        )}
      >
        <SelectValue dir="auto" className="min-w-0 flex-1 truncate text-parent data-placeholder:text-muted">
          {({ selectedText, defaultChildren, isPlaceholder }) => (isPlaceholder ? defaultChildren : selectedText)}
        </SelectValue>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </Button>
      <FieldNotes description={description} error={error} />
      <OptionsPopover>
        <ListBox items={options} className="outline-none">
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </OptionsPopover>
    </AriaSelect>
  )
}
