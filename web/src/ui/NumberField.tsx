import { Button, Group, Input, NumberField as AriaNumberField } from 'react-aria-components'
import { ChevronDown, ChevronUp } from 'lucide-react'
import { cx } from './class-names.ts'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes, inputClass, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  /** NaN or null for empty. */
  value?: number | null
  defaultValue?: number
  onChange?: (value: number | null) => void
  minValue?: number
  maxValue?: number
  step?: number
  /** Units and digits, for instance `{ style: 'unit', unit: 'kilogram' }`. */
  formatOptions?: Intl.NumberFormatOptions
  placeholder?: string
  /** Leaves out the two step buttons. */
  hasNoSteppers?: boolean
}

const stepClass =
  'flex h-1/2 w-8 items-center justify-center text-muted data-hovered:bg-hover data-hovered:text-ink data-pressed:bg-pressed data-disabled:text-disabled'

/** A number in the reader's own digits and separators. */
export function NumberField(props: Props) {
  const { label, isLabelHidden, description, error, placeholder, hasNoSteppers, className, value, onChange, ...rest } =
    props
  return (
    <AriaNumberField
      {...rest}
      {...ariaField(props)}
      value={value === null ? NaN : value}
      onChange={(next) => onChange?.(Number.isNaN(next) ? null : next)}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={rest.isRequired} />
      <Group className={cx(controlClass, 'overflow-clip')}>
        <Input placeholder={placeholder} className={cx(inputClass, 'tabular-nums')} />
        {!hasNoSteppers && (
          <span className="flex h-full flex-col border-s border-line">
            <Button slot="increment" className={stepClass}>
              <ChevronUp aria-hidden="true" className="size-3.5" />
            </Button>
            <Button slot="decrement" className={stepClass}>
              <ChevronDown aria-hidden="true" className="size-3.5" />
            </Button>
          </span>
        )}
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  )
}
