import { Group, Input, NumberField as AriaNumberField, useLocale } from 'react-aria-components'
import { cx } from './class-names.ts'
import { ariaField, controlClass, fieldClass, FieldLabel, FieldNotes, inputClass, type FieldProps } from './Field.tsx'

type Props = FieldProps & {
  /** Minor units (cents, fils, yen): 1250 is 12.50 in a currency with two digits. Null for empty. */
  value: number | null
  onChange: (minorUnits: number | null) => void
  /** ISO 4217, for instance EUR. Its own number of digits is used (JPY 0, KWD 3). */
  currency: string
  minMinorUnits?: number
  maxMinorUnits?: number
  placeholder?: string
}

/** An amount: whole minor units outside, the reader's own way of writing money inside. */
export function MoneyField(props: Props) {
  const { label, isLabelHidden, description, error, placeholder, className, value, onChange, currency, ...rest } = props
  const { minMinorUnits, maxMinorUnits, ...field } = rest
  const { locale } = useLocale()
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  const scale = 10 ** digits
  const toMajor = (minor: number | undefined) => (minor === undefined ? undefined : minor / scale)
  return (
    <AriaNumberField
      {...field}
      {...ariaField(props)}
      value={value === null ? NaN : value / scale}
      // Rounding here keeps 19.99 × 100 from becoming 1998.9999999999998.
      onChange={(next) => onChange(Number.isNaN(next) ? null : Math.round(next * scale))}
      minValue={toMajor(minMinorUnits)}
      maxValue={toMajor(maxMinorUnits)}
      formatOptions={{ minimumFractionDigits: digits, maximumFractionDigits: digits }}
      className={cx(fieldClass, className)}
    >
      <FieldLabel label={label} isLabelHidden={isLabelHidden} isRequired={field.isRequired} />
      <Group className={controlClass}>
        <span aria-hidden="true" className="shrink-0 ps-3 text-muted">
          {currencySign(locale, currency)}
        </span>
        <Input placeholder={placeholder} className={cx(inputClass, 'text-end! tabular-nums')} />
      </Group>
      <FieldNotes description={description} error={error} />
    </AriaNumberField>
  )
}

function currencySign(locale: string, currency: string) {
  const parts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}
