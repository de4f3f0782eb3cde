import type { ComponentProps } from 'react'
import { Button, ListBox, SelectValue } from 'react-aria-components'
import { ChevronsUpDown } from 'lucide-react'
import { cx } from '../class-names.ts'
import { controlClass, FieldLabel, FieldNotes, type FieldProps } from '../fields/Field.tsx'
import { OptionItem, OptionsPopover, type Option } from './ListBoxParts.tsx'

type Props = Pick<FieldProps, 'label' | 'isLabelHidden' | 'isRequired' | 'description' | 'error'> & {
  options: readonly Option[]
  /** What the button says. */
  children: ComponentProps<typeof SelectValue>['children']
}

/** The inside of Select and MultiSelect: the label, the button that shows what is chosen, and the list. */
export function SelectParts({ label, isLabelHidden, isRequired, description, error, options, children }: Props) {
  return (
    <>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={isRequired} />
      <Button
        className={cx(
          controlClass,
          'cursor-default gap-2 ps-3 pe-2.5 text-start group-data-invalid/field:border-bad data-focus-visible:outline-2 data-focus-visible:-outline-offset-1 data-focus-visible:outline-focus',
        )}
      >
        <SelectValue dir="auto" className="min-w-0 flex-1 truncate text-parent data-placeholder:text-muted">
          {children}
        </SelectValue>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </Button>
      <FieldNotes description={description} error={error} />
      <OptionsPopover>
        <ListBox items={options} className="outline-none">
          {(option) => <OptionItem option={option} />}
        </ListBox>
      </OptionsPopover>
    </>
  )
}
