import { spanOf } from '@polyclinic/contract/kit/partial-date.ts'
import type { IssueCode } from '@polyclinic/contract/kit/problem.ts'

interface Life {
  birth_date: string | null
  deceased_on: string | null
}

export interface FieldFault {
  code: IssueCode
  message: string
}

/** The calendar day of those who are furthest ahead, UTC+14. */
export const latestDayAt = (now: number) => new Date(now + 14 * 3_600_000).toISOString().slice(0, 10)

/** Why a date, partial or whole, cannot lie in a patient's life; undefined where some day that it can mean does. */
export function faultInLife(date: string, life: Life, latestDay: string): FieldFault | undefined {
  const [first, last] = spanOf(date)
  if (first > latestDay) return { code: 'future', message: 'lies in the future' }
  if (life.birth_date && last < spanOf(life.birth_date)[0])
    return { code: 'before-birth', message: 'lies before the birth' }
  if (life.deceased_on && first > life.deceased_on) return { code: 'after-death', message: 'lies after the death' }
  return undefined
}

/** Clocks of other machines may be so far ahead. */
const tolerance = 5 * 60_000

/** Why something cannot have been found at a moment of a patient's life; undefined where it can. */
export function faultOfMoment(moment: string, life: Life, now: number): FieldFault | undefined {
  if (Date.parse(moment) > now + tolerance) return { code: 'future', message: 'lies in the future' }
  return faultInLife(moment.slice(0, 10), life, '9999-12-31')
}
