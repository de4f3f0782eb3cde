import { useTranslation } from 'react-i18next'
import { measurementKinds } from '@polyclinic/contract/records/measurement-kinds.ts'
import type { Measurement, ReferenceRange } from '@polyclinic/contract/records/measurements.ts'
import { useFormat } from '../../../kit/texts/format.ts'

/** UCUM → the key of its word. */
const unitWords: Readonly<Record<string, string>> = {
  kg: 'kg',
  g: 'g',
  '[lb_av]': 'lb',
  '[oz_av]': 'oz',
  cm: 'cm',
  m: 'm',
  mm: 'mm',
  '[in_i]': 'in',
  Cel: 'celsius',
  '[degF]': 'fahrenheit',
  '/min': 'perMinute',
  'mm[Hg]': 'mmHg',
  kPa: 'kPa',
  '%': 'percent',
  'mmol/L': 'mmol',
  'mg/dL': 'mg',
  '{score}': 'points',
}

/** Measurements as they are read: "12.4 kg", "120/80 mmHg". */
export function useMeasuredWords() {
  const { t } = useTranslation('records')
  const format = useFormat()
  const unit = (ucum: string) => t(`unit.${unitWords[ucum] ?? 'points'}`)
  const number = (value: number) => format.number(value, { maximumFractionDigits: 2 })
  const value = (of: { value: number; secondValue?: number; unit: string }) =>
    `${number(of.value)}${of.secondValue === undefined ? '' : `/${number(of.secondValue)}`}\u00a0${unit(of.unit)}`
  return {
    unit,
    number,
    /** As it was typed, which is what whoever typed it looks for. */
    typed: ({ typed }: Pick<Measurement, 'typed'>) => value(typed),
    value,
    range: ({ low, high, unit: of }: ReferenceRange) => `${number(low)}–${number(high)}\u00a0${unit(of)}`,
  }
}

/** Beside what is usual: below it, above it, or neither. */
export function besideRange(
  { kind, value }: Pick<Measurement, 'kind' | 'value'>,
  ranges: readonly ReferenceRange[],
): 'below' | 'above' | undefined {
  const range = ranges.find((one) => one.kind === kind && one.unit === measurementKinds[kind].unit)
  if (!range) return undefined
  return value < range.low ? 'below' : value > range.high ? 'above' : undefined
}
