import type { KeyboardEvent } from 'react'
import { ChevronDown, ChevronUp } from 'lucide-react'
import type { FieldProps } from '../../ui/fields/Field.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { useTypedAmount } from './typed-amount.ts'

type Props = FieldProps & {
  /** Null for empty, NaN for what was typed and cannot be read. A number that is out of range stays as it was typed: the form refuses it. */
  value: number | null
  onChange: (value: number | null) => void
  minValue?: number
  maxValue?: number
  /** What the steppers and the arrow keys go by; any other number may be typed. */
  step?: number
  /** Digits after the decimal sign. */
  digits?: number
  /** Units, for instance `{ style: 'unit', unit: 'kilogram' }`. */
  formatOptions?: Intl.NumberFormatOptions
  placeholder?: string
  hasNoSteppers?: boolean
}

const stepClass =
  'flex h-1/2 w-8 items-center justify-center text-muted hover:bg-hover hover:text-ink active:bg-pressed disabled:text-disabled'

export function NumberField(props: Props) {
  const {
    value,
    onChange,
    minValue = -Infinity,
    maxValue = Infinity,
    step = 1,
    digits = 0,
    formatOptions,
    ...rest
  } = props
  const { hasNoSteppers, ...field } = rest
  const scale = 10 ** digits
  const typed = useTypedAmount({
    value: value === null ? null : Math.round(value * scale),
    onChange: (units) => onChange(units === null ? null : units / scale),
    digits,
    formatOptions,
  })
  const go = (direction: 1 | -1) => {
    const from = value === null || Number.isNaN(value) ? (direction > 0 ? minValue - step : maxValue + step) : value
    const onGrid = (direction > 0 ? Math.floor(from / step) : Math.ceil(from / step)) * step
    const next = Number.isFinite(onGrid) ? onGrid + direction * step : 0
    onChange(Math.min(Math.max(next, minValue), maxValue))
  }
  const followArrows = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    go(event.key === 'ArrowUp' ? 1 : -1)
  }
  return (
    <TextField
      {...field}
      value={typed.text}
      onChange={typed.change}
      onBlur={typed.leave}
      onKeyDown={followArrows}
      inputMode={digits === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      inputClassName="tabular-nums"
      beside={
        !hasNoSteppers && (
          // The keyboard has its arrows: the buttons are for the mouse alone.
          <span aria-hidden="true" className="flex h-full flex-col border-s border-line">
            <button type="button" tabIndex={-1} disabled={field.isDisabled} className={stepClass} onClick={() => go(1)}>
              <ChevronUp className="size-3.5" />
            </button>
            <button
              type="button"
              tabIndex={-1}
              disabled={field.isDisabled}
              className={stepClass}
              onClick={() => go(-1)}
            >
              <ChevronDown className="size-3.5" />
            </button>
          </span>
        )
      }
    />
  )
}
