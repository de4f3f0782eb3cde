import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useStillness } from '../../../kit/lists/stillness.ts'
import { deskOf, type Desk } from './today-model.ts'

/** An appointment in a list of the desk, and whether it belongs elsewhere by now or is not of this day any more. */
export type DeskAppointment = { appointment: Appointment; left?: 'elsewhere' | 'gone' }
export type StillDesk = { [List in keyof Desk]: DeskAppointment[] }

/** The desk's lists, which keep their rows in place while somebody points at them. */
export function useStillDesk(appointments: readonly Appointment[]) {
  const { isStill, area } = useStillness()
  const [before, setBefore] = useState(appointments)
  if (!isStill && before !== appointments) setBefore(appointments)
  const desk = deskOf(appointments)
  const rows = isStill ? stillRows(deskOf(before), desk, appointments) : freshRows(desk)
  return { desk, rows, area }
}

const mapLists = (desk: Desk, rowsOf: (list: keyof Desk) => DeskAppointment[]) =>
  Object.fromEntries((Object.keys(desk) as (keyof Desk)[]).map((list) => [list, rowsOf(list)])) as StillDesk

const freshRows = (desk: Desk) => mapLists(desk, (list) => desk[list].map((appointment) => ({ appointment })))

/** The rows as they stood, each with what is known of it now. */
export function stillRows(before: Desk, now: Desk, appointments: readonly Appointment[]): StillDesk {
  const known = new Map(appointments.map((appointment) => [appointment.id, appointment]))
  return mapLists(before, (list) =>
    before[list].map((old) => {
      const appointment = known.get(old.id)
      if (!appointment) return { appointment: old, left: 'gone' }
      return now[list].some(({ id }) => id === appointment.id) ? { appointment } : { appointment, left: 'elsewhere' }
    }),
  )
}
