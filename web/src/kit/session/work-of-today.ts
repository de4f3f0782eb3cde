import type { QueryClient } from '@tanstack/react-query'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { q } from '../api/api.ts'
import { todayIn } from '../texts/format.ts'
import type { OwnWork } from './own-work.ts'
import { clinicsOfToday } from './start-clinic.ts'

/** Where somebody who treats at several clinics is today: by their hours, else by their appointments. */
export async function workOfToday(
  client: QueryClient,
  organization: string,
  practitioner: Practitioner,
  clinics: readonly Clinic[],
): Promise<OwnWork> {
  const { id, clinicIds } = practitioner
  const params = { organization, id }
  const { items: hours } = await client.fetchQuery(q.scheduling.practitioners.hours.queryOptions({ input: { params } }))
  const hoursToday = clinicsOfToday(hours, clinics, Temporal.Now.instant())
  if (hoursToday.length > 0) return { practitioner, hoursToday }
  const own = clinics.filter((clinic) => clinicIds.includes(clinic.id))
  const days = await Promise.all(
    own.map((clinic) => {
      const query = { clinicId: clinic.id, from: todayIn(clinic.timeZone), days: 1 }
      return client.fetchQuery(q.scheduling.calendar.get.queryOptions({ input: { params: { organization }, query } }))
    }),
  )
  const appointments = days.flatMap(({ appointments }) => appointments)
  const theirs = appointments.filter(({ practitionerId, state }) => practitionerId === id && occupies(state))
  theirs.sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return { practitioner, hoursToday, appointmentsToday: theirs.map(({ clinicId }) => clinicId) }
}
