import { Button, ListBox, Select as AriaSelect, SelectValue, type Key } from 'react-aria-components'
import { ChevronsUpDown } from 'lucide-react'
import { cx } from '../class-names.ts'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes, type FieldProps } from '../fields/Field.tsx'
import { OptionItem, OptionsPopover, type Option } from './ListBoxParts.tsx'

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
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Button
        className={cx(
          controlClass,
          'cursor-default gap-2 ps-3 pe-2.5 text-start group-data-invalid/field:border-bad data-focus-visible:outline-2 data-focus-visible:-outline-offset-1 data-focus-visible:outline-focus',
        )}
      >
        <SelectValue dir="auto" className="min-w-0 flex-1 truncate text-parent data-placeholder:text-muted">
          {({ isPlaceholder, defaultChildren, selectedText }) =>
            isPlaceholder ? defaultChildren : (summary?.(chosen) ?? selectedText)
          }
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
