import type { ReactNode } from 'react'
import {
  Checkbox as AriaCheckbox,
  CheckboxButton,
  CheckboxField,
  CheckboxGroup as AriaCheckboxGroup,
  FieldError,
  Text,
} from 'react-aria-components'
import { Check, Minus } from 'lucide-react'
import { cx } from '../class-names.ts'
import { ariaField, ErrorText, fieldClass, FieldLabel, FieldNotes, type FieldProps } from '../fields/Field.tsx'

/** Label and box share one target of full height. */
/** `relative`: the hidden input scrolls along with its line, so that the focus is always in sight. */
const lineClass =
  'group/check relative flex min-h-control cursor-default items-start gap-3 py-2.5 text-body outline-none! data-disabled:text-disabled'

type Props = Omit<FieldProps, 'label' | 'isLabelHidden'> & {
  label: ReactNode
  value?: boolean
  defaultValue?: boolean
  onChange?: (value: boolean) => void
  isIndeterminate?: boolean
}

/** Yes or no, saved with the form. For what takes effect at once use Switch. */
export function Checkbox({ label, description, error, value, defaultValue, className, ...rest }: Props) {
  return (
    <CheckboxField
      {...rest}
      isSelected={value}
      defaultSelected={defaultValue}
      isInvalid={Boolean(error)}
      validationBehavior="aria"
      className={cx('flex flex-col', className)}
    >
      <CheckboxButton className={lineClass}>
        {({ isSelected, isIndeterminate }) => (
          <>
            <CheckMark isSelected={isSelected} isIndeterminate={isIndeterminate} />
            <span>{label}</span>
          </>
        )}
      </CheckboxButton>
      {description && (
        <Text slot="description" className="-mt-2 ps-8 text-13 text-muted">
          {description}
        </Text>
      )}
      <FieldError className="ps-8">{error && <ErrorText>{error}</ErrorText>}</FieldError>
    </CheckboxField>
  )
}

export type CheckboxOption<V extends string> = {
  value: V
  label: ReactNode
  description?: string
  isDisabled?: boolean
}

type GroupProps<V extends string> = FieldProps & {
  options: readonly CheckboxOption<V>[]
  value?: readonly V[]
  defaultValue?: readonly V[]
  onChange?: (values: V[]) => void
}

/** Any number of a handful of options, all in sight. For long lists use MultiSelect. */
export function CheckboxGroup<V extends string>(props: GroupProps<V>) {
  const {
    label,
    isLabelHidden,
    description,
    error,
    options,
    value,
    defaultValue,
    onChange,
    className,
    autoFocus,
    ...rest
  } = props
  return (
    <AriaCheckboxGroup
      {...rest}
      {...ariaField(props)}
      value={value && [...value]}
      defaultValue={defaultValue && [...defaultValue]}
      onChange={(values) => onChange?.(values as V[])}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <div className="flex flex-col">
        {options.map((option, index) => (
          <AriaCheckbox
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            autoFocus={autoFocus && index === 0}
            className={lineClass}
          >
            {({ isSelected }) => (
              <>
                <CheckMark isSelected={isSelected} />
                <span>
                  {option.label}
                  {option.description && <span className="block text-13 text-muted">{option.description}</span>}
                </span>
              </>
            )}
          </AriaCheckbox>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaCheckboxGroup>
  )
}

export function CheckMark({ isSelected, isIndeterminate }: { isSelected: boolean; isIndeterminate?: boolean }) {
  const isFilled = isSelected || isIndeterminate
  const Mark = isIndeterminate ? Minus : Check
  return (
    <span
      className={cx(
        'flex size-5 shrink-0 items-center justify-center rounded-sm border transition-colors',
        'group-data-focus-visible/check:outline-2 group-data-focus-visible/check:outline-offset-2 group-data-focus-visible/check:outline-focus',
        isFilled
          ? 'border-accent bg-accent text-on-accent group-data-disabled/check:border-disabled group-data-disabled/check:bg-disabled'
          : 'border-line-control bg-surface group-data-hovered/check:border-muted group-data-invalid/check:border-bad group-data-disabled/check:border-line group-data-disabled/check:bg-sunken',
      )}
    >
      {isFilled && <Mark aria-hidden="true" strokeWidth={3} className="size-3.5" />}
    </span>
  )
}
