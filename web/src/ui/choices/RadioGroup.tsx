import type { ReactNode } from 'react'
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components'
import { cx } from '../class-names.ts'
import { ariaField, fieldClass, FieldLabel, FieldNotes, type FieldProps } from '../fields/Field.tsx'

export type RadioOption<V extends string> = {
  value: V
  label: ReactNode
  description?: ReactNode
  isDisabled?: boolean
}

type Props<V extends string> = FieldProps & {
  options: readonly RadioOption<V>[]
  value?: V | null
  defaultValue?: V
  onChange?: (value: V) => void
  orientation?: 'horizontal' | 'vertical'
  /** Each option in its own box: for choices that deserve a description. */
  look?: 'plain' | 'cards'
}

/** One of a few options, all in sight. */
export function RadioGroup<V extends string>(props: Props<V>) {
  const {
    label,
    isLabelHidden,
    description,
    error,
    options,
    onChange,
    look = 'plain',
    className,
    autoFocus,
    ...rest
  } = props
  const isCards = look === 'cards'
  return (
    <AriaRadioGroup
      {...rest}
      {...ariaField(props)}
      onChange={(value) => onChange?.(value as V)}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <div
        className={cx('flex', rest.orientation === 'horizontal' ? 'flex-wrap gap-x-6' : 'flex-col', isCards && 'gap-2')}
      >
        {options.map((option, index) => (
          <Radio
            key={option.value}
            value={option.value}
            isDisabled={option.isDisabled}
            autoFocus={autoFocus && index === 0}
            className={cx(
              'group/radio relative flex min-h-control cursor-default items-start gap-3 py-2.5 text-body data-disabled:text-disabled',
              isCards
                ? 'flex-1 rounded-lg border border-line-strong px-4 data-hovered:border-line-control data-selected:border-accent data-selected:bg-accent-soft'
                : 'outline-none!',
            )}
          >
            <span
              className={cx(
                'flex size-5 shrink-0 items-center justify-center rounded-full border border-line-control bg-surface transition-colors group-data-hovered/radio:border-muted group-data-invalid/radio:border-bad group-data-selected/radio:border-accent group-data-disabled/radio:border-line group-data-disabled/radio:bg-sunken',
                !isCards &&
                  'group-data-focus-visible/radio:outline-2 group-data-focus-visible/radio:outline-offset-2 group-data-focus-visible/radio:outline-focus',
              )}
            >
              <span className="size-2.5 rounded-full bg-accent opacity-0 group-data-selected/radio:opacity-100 group-data-disabled/radio:bg-disabled" />
            </span>
            <span>
              <span className={cx(isCards && 'font-semibold')}>{option.label}</span>
              {option.description && <span className="block text-13 text-muted">{option.description}</span>}
            </span>
          </Radio>
        ))}
      </div>
      <FieldNotes description={description} error={error} />
    </AriaRadioGroup>
  )
}
