import { use, useLayoutEffect, useRef, type ReactNode, type Ref, type RefObject } from 'react'
import {
  Button,
  ComboBox as AriaComboBox,
  ComboBoxStateContext,
  Group,
  Input,
  ListBox,
  type Key,
} from 'react-aria-components'
import { ChevronDown } from 'lucide-react'
import { cx } from '../class-names.ts'
import {
  ariaField,
  controlClass,
  fieldClass,
  FieldLabel,
  FieldNotes,
  inputClass,
  type FieldProps,
} from '../fields/Field.tsx'
import { OptionItem, OptionsPopover, type Option } from './ListBoxParts.tsx'
import { EnterTakesFirst, EscapeClosesList, TypingReplaces } from './ComboBoxKeys.tsx'
import { MatchContext } from './matching.ts'
import { keepPageReadable } from '../overlays/page-behind.ts'
import { Spinner } from '../signs/Spinner.tsx'

type Props<T extends Option> = FieldProps & {
  items: readonly T[]
  value?: T['id'] | null
  onChange?: (value: T['id'] | null, item: T | null) => void
  /** With `onInputChange` the caller searches and passes the answer as `items`; without it the list filters itself. */
  inputValue?: string
  onInputChange?: (text: string) => void
  isLoading?: boolean
  /** Shown when nothing matches; without it an empty list does not open. */
  emptyText?: string
  /** Shown while the first answer is awaited; without it the list stays closed until then. */
  loadingText?: string
  /** A richer line than label and description. */
  renderItem?: (item: T) => ReactNode
  placeholder?: string
  /** Keeps what was typed even if no item was chosen. */
  allowsCustomValue?: boolean
  /** Enter takes the first of what was found; otherwise it does so where no other text may stay. */
  isFirstByEnter?: boolean
  before?: ReactNode
  inputRef?: Ref<HTMLInputElement>
}

/**
 * A field that searches: local lists filter themselves, remote ones answer through `onInputChange`. What stands in it is
 * selected on entering, so that typing replaces it.
 */
export function ComboBox<T extends Option>(props: Props<T>) {
  const { label, isLabelHidden, description, error, className, items, value, onChange, inputValue, onInputChange } =
    props
  const { isLoading, emptyText, loadingText, renderItem, placeholder, before, inputRef, ...rest } = props
  const group = useRef<HTMLDivElement>(null)
  const isFoundIn = use(MatchContext)
  const isRemote = onInputChange !== undefined
  const choose = (key: Key | null) => onChange?.(key, items.find((item) => item.id === key) ?? null)
  return (
    <AriaComboBox
      {...pickFieldProps(rest)}
      {...ariaField(props)}
      {...(isRemote ? { items } : { defaultItems: items })}
      {...(value === undefined ? {} : { value })}
      {...(inputValue === undefined ? {} : { inputValue })}
      onChange={choose}
      onInputChange={onInputChange}
      // A remote answer is already filtered: a second filter would hide matches by phone or birth date.
      defaultFilter={isRemote ? () => true : isFoundIn}
      allowsEmptyCollection={(isLoading ? loadingText : emptyText) !== undefined}
      allowsCustomValue={rest.allowsCustomValue}
      menuTrigger={isRemote ? 'input' : 'focus'}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group ref={group} className={controlClass}>
        {before && <span className="flex shrink-0 ps-3 text-muted">{before}</span>}
        <Input ref={inputRef} dir="auto" placeholder={placeholder} className={inputClass} />
        {isLoading && <Spinner className="text-muted" />}
        <Button className="me-1 flex size-8 shrink-0 items-center justify-center rounded-lg text-muted data-hovered:bg-hover data-hovered:text-ink">
          <ChevronDown aria-hidden="true" className="size-4" />
        </Button>
      </Group>
      <PageStaysReadable field={group} />
      <TypingReplaces field={group} />
      <EscapeClosesList field={group} />
      {(props.isFirstByEnter ?? !rest.allowsCustomValue) && (
        <EnterTakesFirst field={group} isLoading={isLoading ?? false} isAlwaysKept={props.isFirstByEnter ?? false} />
      )}
      <FieldNotes description={description} error={error} />
      <OptionsPopover>
        <ListBox<T>
          className="outline-none"
          renderEmptyState={() => (
            <div className="flex items-center gap-2 px-3 py-2.5 text-muted">
              {isLoading && <Spinner />}
              {isLoading ? loadingText : emptyText}
            </div>
          )}
        >
          {(item) => <OptionItem option={item}>{renderItem?.(item)}</OptionItem>}
        </ListBox>
      </OptionsPopover>
    </AriaComboBox>
  )
}

function pickFieldProps({ isRequired, isDisabled, isReadOnly, name, autoFocus }: Partial<FieldProps>) {
  return { isRequired, isDisabled, isReadOnly, name, autoFocus }
}

/**
 * While its list is open, react-aria hides the rest of the page from assistive technology though the list is not modal,
 * which leaves focusable things inside aria-hidden (WCAG 4.1.2).
 */
function PageStaysReadable({ field }: { field: RefObject<HTMLElement | null> }) {
  const isOpen = use(ComboBoxStateContext)?.isOpen ?? false
  useLayoutEffect(() => (isOpen && field.current ? keepPageReadable(field.current) : undefined), [isOpen, field])
  return null
}
