/** `2024`, `2024-06` or `2024-06-15`: how much is known of a date (FHIR date). */
export const precisionOf = (date: string | null | undefined): 'year' | 'month' | 'day' =>
  date?.length === 4 ? 'year' : date?.length === 7 ? 'month' : 'day'

/** The first day that a partial date can mean. */
export const firstDayOf = (date: string): string => `${date}-01-01`.slice(0, 10)

/** Whether the calendar has it, between the years 1800 and 2199. */
export function isPartialDate(text: string): boolean {
  if (!/^(18|19|20|21)\d\d(-(0[1-9]|1[0-2])(-\d\d)?)?$/.test(text)) return false
  const day = firstDayOf(text)
  return new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ?? false
}

/** The first and the last day that a partial date can mean. */
export function spanOf(date: string): [first: string, last: string] {
  const [year = 0, month = 12] = date.split('-').map(Number)
  const last = precisionOf(date) === 'day' ? date : new Date(Date.UTC(year, month, 0)).toJSON().slice(0, 10)
  return [firstDayOf(date), last]
}
