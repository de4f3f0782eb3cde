import { queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { q } from '../api/api.ts'
import type { clinicToStartAt } from './start-clinic.ts'

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
  if (practitioner.clinicIds.length < 2) return { practitioner }
  // few work at several clinics: what finds out where they are today comes for them alone
  const { workOfToday } = await import('./work-of-today.ts')
  return workOfToday(client, organization, practitioner, clinics)
}
