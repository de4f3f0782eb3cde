import { useState } from 'react'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import { useStillness } from '../../../kit/lists/stillness.ts'
import { deskOf, type Desk } from './today-model.ts'

/** A visit in a list of the desk, and whether it belongs elsewhere by now or is not of this day any more. */
export type DeskVisit = { visit: Appointment; left?: 'elsewhere' | 'gone' }
export type StillDesk = { [List in keyof Desk]: DeskVisit[] }

/** The desk's lists, which keep their rows in place while somebody points at them. */
export function useStillDesk(visits: readonly Appointment[]) {
  const { isStill, area } = useStillness()
  const [before, setBefore] = useState(visits)
  if (!isStill && before !== visits) setBefore(visits)
  const desk = deskOf(visits)
  const rows = isStill ? stillRows(deskOf(before), desk, visits) : freshRows(desk)
  return { desk, rows, area }
}

const mapLists = (desk: Desk, rowsOf: (list: keyof Desk) => DeskVisit[]) =>
  Object.fromEntries((Object.keys(desk) as (keyof Desk)[]).map((list) => [list, rowsOf(list)])) as StillDesk

const freshRows = (desk: Desk) => mapLists(desk, (list) => desk[list].map((visit) => ({ visit })))

/** The rows as they stood, each with what is known of it now. */
export function stillRows(before: Desk, now: Desk, visits: readonly Appointment[]): StillDesk {
  const known = new Map(visits.map((visit) => [visit.id, visit]))
  return mapLists(before, (list) =>
    before[list].map((old) => {
      const visit = known.get(old.id)
      if (!visit) return { visit: old, left: 'gone' }
      return now[list].some(({ id }) => id === visit.id) ? { visit } : { visit, left: 'elsewhere' }
    }),
  )
}
