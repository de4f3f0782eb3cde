import type { ReactNode, Ref } from 'react'
import { Button, Group, Input, SearchField as AriaSearchField } from 'react-aria-components'
import { Search, X } from 'lucide-react'
import { cx } from '../class-names.ts'
import { controlClass, fieldClass, FieldLabel, inputClass, type FieldProps } from './Field.tsx'
import { Spinner } from '../signs/Spinner.tsx'

type Props = Pick<FieldProps, 'label' | 'name' | 'isDisabled' | 'autoFocus' | 'className'> & {
  /** Search is known by its icon: its label is hidden unless this is false. */
  isLabelHidden?: boolean
  value?: string
  defaultValue?: string
  onChange?: (value: string) => void
  onSubmit?: (value: string) => void
  placeholder?: string
  isLoading?: boolean
  clearLabel: string
  hint?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/** Searches while one types; Escape clears. */
export function SearchField(props: Props) {
  const { label, isLabelHidden = true, placeholder, isLoading, clearLabel, hint, inputRef, className, ...rest } = props
  return (
    <AriaSearchField {...rest} aria-label={isLabelHidden ? label : undefined} className={cx(fieldClass, className)}>
      <FieldLabel label={label} isLabelHidden={isLabelHidden} />
      <Group isDisabled={rest.isDisabled} className={controlClass}>
        <span className="flex shrink-0 ps-3 text-muted">
          {isLoading ? <Spinner /> : <Search aria-hidden="true" className="size-4" />}
        </span>
        <Input
          ref={inputRef}
          dir="auto"
          placeholder={placeholder}
          className={cx(inputClass, 'px-2.5! [&::-webkit-search-cancel-button]:hidden')}
        />
        <span className="pe-3 text-muted group-not-data-empty/field:hidden">{hint}</span>
        <Button
          aria-label={clearLabel}
          className="me-1 flex size-8 shrink-0 items-center justify-center rounded-lg text-muted group-data-empty/field:hidden data-hovered:bg-hover data-hovered:text-ink"
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      </Group>
    </AriaSearchField>
  )
}
