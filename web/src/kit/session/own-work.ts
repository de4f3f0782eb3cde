import { occupies } from '@polyclinic/contract/scheduling/appointment-states.ts'
import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { q } from '../api/api.ts'
import { todayIn } from '../texts/format.ts'
import { clinicsOfToday, type clinicToStartAt } from './start-clinic.ts'

export const clinicsQuery = (organization: string) =>
  q.organizations.clinics.list.queryOptions({ input: { params: { organization } }, staleTime: 60_000 })

export const practitionersQuery = (organization: string) =>
  q.scheduling.practitioners.list.queryOptions({ input: { params: { organization } }, staleTime: 60_000 })

/** What the account is among those who treat here, and where that leads today; asked once, so that no clinic changes under a hand. */
export const ownWorkQuery = (organization: string, accountId: string) =>
  queryOptions({
    queryKey: ['own-work', organization, accountId],
    queryFn: ({ client }) => findOwnWork(client, organization, accountId),
    staleTime: Infinity,
    gcTime: Infinity,
  })

export const useOwnWork = (organization: string, accountId: string) =>
  useQuery(ownWorkQuery(organization, accountId)).data

export type OwnWork = Pick<Parameters<typeof clinicToStartAt>[0], 'hoursToday' | 'appointmentsToday'> & {
  practitioner?: Practitioner
}

async function findOwnWork(client: QueryClient, organization: string, accountId: string): Promise<OwnWork> {
  const [{ items: clinics }, { items: practitioners }] = await Promise.all([
    client.ensureQueryData(clinicsQuery(organization)),
    client.ensureQueryData(practitionersQuery(organization)),
  ])
  const practitioner = practitioners.find((one) => one.accountId === accountId && !one.archivedAt)
  if (!practitioner) return {}
  const { id, clinicIds } = practitioner
  if (clinicIds.length < 2) return { practitioner }
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
