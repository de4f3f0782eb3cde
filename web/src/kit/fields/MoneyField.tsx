import { useMemo } from 'react'
import { useLocale } from 'react-aria-components'
import type { FieldProps } from '../../ui/fields/Field.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { useTypedAmount } from './typed-amount.ts'

type Props = FieldProps & {
  /** Minor units (cents, fils, yen): 1250 is 12.50 in a currency with two digits. Null for empty, NaN for what cannot be read. */
  value: number | null
  onChange: (minorUnits: number | null) => void
  /** ISO 4217, for instance EUR. Its own number of digits is used (JPY 0, KWD 3). */
  currency: string
  placeholder?: string
}

/** An amount: whole minor units outside; inside whatever means one amount, with a decimal comma or a point. */
export function MoneyField({ value, onChange, currency, ...field }: Props) {
  const { locale } = useLocale()
  const { digits, formatOptions, around, sign } = useMemo(() => moneyOf(locale, currency), [locale, currency])
  const amount = useTypedAmount({ value, onChange, digits, formatOptions, around })
  return (
    <TextField
      {...field}
      value={amount.text}
      onChange={amount.change}
      onBlur={amount.leave}
      inputMode={digits === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      before={<span aria-hidden="true">{sign}</span>}
      inputClassName="text-end! tabular-nums"
    />
  )
}

function moneyOf(locale: string, currency: string) {
  const signIn = (currencyDisplay: 'narrowSymbol' | 'symbol') =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find((part) => part.type === 'currency')?.value ?? currency
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  return {
    digits,
    formatOptions: { minimumFractionDigits: digits, maximumFractionDigits: digits },
    around: [currency, signIn('narrowSymbol'), signIn('symbol')],
    sign: signIn('narrowSymbol'),
  }
}
