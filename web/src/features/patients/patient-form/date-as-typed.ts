import { dateOrderOf } from '@polyclinic/contract/kit/reading/dates-as-written.ts'

/** A date, whole or partial, in the digits and the order in which its country would type it. */
export function dateAsTyped(date: string, country: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  const parts = { year, month, day }
  const order = dateOrderOf(country)
  if (order[0] === 'year') return date
  return order
    .map((part) => parts[part])
    .filter(Boolean)
    .join('/')
}
