import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { rangeText } from './time-text.ts'

/** On which day and from when to when, for a question about an appointment. */
export function useWhenText(timeZone: string) {
  const format = useFormat()
  return ({ startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>) =>
    `${format.shortDate(startsAt, timeZone)}, ${rangeText(format, Date.parse(startsAt), Date.parse(endsAt), timeZone)}`
}
