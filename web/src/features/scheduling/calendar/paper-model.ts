import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Appointment } from '@polyclinic/contract/scheduling/appointments.ts'
import type { Calendar } from '@polyclinic/contract/scheduling/calendar.ts'
import { resourceIdOf, type Resource } from './board-model.ts'
import { dateOf } from '../times/time-scale.ts'

/** One practitioner's page: their appointments day by day, in the order of time. */
export type PaperPage = { id: string; name: string; days: { date: string; appointments: Appointment[] }[] }

type Shown = { kind: Resource['kind']; ids: ReadonlySet<string> }

/** Who has appointments, a page each; cancelled ones are left out, and what the screen does not show. */
export function paperPages({ appointments, practitioners, clinic }: Calendar, shown: Shown | undefined): PaperPage[] {
  const onPaper = appointments
    .filter(
      (appointment) => occupies(appointment.state) && (!shown || shown.ids.has(resourceIdOf(appointment, shown.kind))),
    )
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return practitioners.flatMap(({ id, displayName }) => {
    const own = onPaper.filter(({ practitionerId }) => practitionerId === id)
    const days = Map.groupBy(own, ({ startsAt }) => dateOf(Date.parse(startsAt), clinic.timeZone))
    return own.length > 0
      ? [{ id, name: displayName, days: [...days].map(([date, each]) => ({ date, appointments: each })) }]
      : []
  })
}
