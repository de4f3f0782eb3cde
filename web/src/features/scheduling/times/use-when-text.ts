import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { rangeText } from './time-text.ts'

export function useWhenText(timeZone: string) {
  const format = useFormat()
  return ({ startsAt, endsAt }: Pick<Appointment, 'startsAt' | 'endsAt'>) =>
    `${format.shortDate(startsAt, timeZone)}, ${rangeText(format, Date.parse(startsAt), Date.parse(endsAt), timeZone)}`
}
