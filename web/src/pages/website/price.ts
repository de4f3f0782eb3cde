import type { Money } from '@polyclinic/contract/kit/money.ts'

const digitsOf = (currency: string) =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2

/** `{ amount: 4500, currency: 'EUR' }` → 45 */
export const inUnits = ({ amount, currency }: Money): number => amount / 10 ** digitsOf(currency)

export const priceWritten = (price: Money, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency: price.currency }).format(inUnits(price))
