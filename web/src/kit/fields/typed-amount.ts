import { useMemo, useState } from 'react'
import { useLocale } from 'react-aria-components'
import { numberSigns, readAmount } from '@polyclinic/contract/kit/reading/amount.ts'

interface Options {
  /** In units of the last digit; null for empty, NaN for what was typed and cannot be read. */
  value: number | null
  onChange: (value: number | null) => void
  digits: number
  formatOptions?: Intl.NumberFormatOptions
  around?: readonly string[]
}

/** The text of a number's field: as it was typed until the field is left, then as the reader's language writes it. */
export function useTypedAmount({ value, onChange, digits, formatOptions, around = [] }: Options) {
  const { locale } = useLocale()
  const [typed, setTyped] = useState<{ text: string; value: number | null } | null>(null)
  const { write, read } = useMemo(() => {
    const format = new Intl.NumberFormat(locale, formatOptions)
    const beside = unitsOf(format)
    const signs = numberSigns(locale)
    return {
      write: (amount: number) => format.format(amount / 10 ** digits),
      read: (text: string) => readAmount(text, digits, signs, [...around, ...beside]),
    }
  }, [locale, formatOptions, digits, around])
  const isOurs = typed !== null && Object.is(typed.value, value)
  return {
    text: isOurs ? typed.text : value === null || Number.isNaN(value) ? '' : write(value),
    change: (text: string) => {
      const next = text.trim() === '' ? null : (read(text) ?? NaN)
      setTyped({ text, value: next })
      onChange(next)
    },
    leave: () => {
      if (!Number.isNaN(typed?.value)) setTyped(null)
    },
  }
}

/** A unit's words, in each of the language's plurals. */
const unitsOf = (format: Intl.NumberFormat): string[] =>
  [0, 1, 2, 3, 11, 100].flatMap((count) =>
    format
      .formatToParts(count)
      .filter(({ type }) => type === 'unit')
      .map((part) => part.value),
  )
