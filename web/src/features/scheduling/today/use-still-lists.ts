import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useStillness } from '../../../kit/lists/stillness.ts'
import { todayLists, type TodayLists } from './today-model.ts'

export type TodayAppointment = { appointment: Appointment; left?: 'elsewhere' | 'gone' }
export type StillLists = { [List in keyof TodayLists]: TodayAppointment[] }

/** Today's lists, which keep their rows in place while somebody points at them. */
export function useStillLists(appointments: readonly Appointment[]) {
  const { isStill, area } = useStillness()
  const [before, setBefore] = useState(appointments)
  if (!isStill && before !== appointments) setBefore(appointments)
  const lists = todayLists(appointments)
  const rows = isStill ? stillRows(todayLists(before), lists, appointments) : freshRows(lists)
  return { lists, rows, area }
}

const mapLists = (lists: TodayLists, rowsOf: (list: keyof TodayLists) => TodayAppointment[]) =>
  Object.fromEntries((Object.keys(lists) as (keyof TodayLists)[]).map((list) => [list, rowsOf(list)])) as StillLists

const freshRows = (lists: TodayLists) => mapLists(lists, (list) => lists[list].map((appointment) => ({ appointment })))

/** The rows as they stood, each with what is known of it now. */
export function stillRows(before: TodayLists, now: TodayLists, appointments: readonly Appointment[]): StillLists {
  const known = new Map(appointments.map((appointment) => [appointment.id, appointment]))
  return mapLists(before, (list) =>
    before[list].map((old) => {
      const appointment = known.get(old.id)
      if (!appointment) return { appointment: old, left: 'gone' }
      return now[list].some(({ id }) => id === appointment.id) ? { appointment } : { appointment, left: 'elsewhere' }
    }),
  )
}
