import type { QueryClient } from '@tanstack/react-query'
import { q } from '../kit/api.ts'
import { todayIn } from '../kit/format.ts'
import { clinicAt, clinicsQuery } from '../kit/session.tsx'

/** Where a prefetch fetches, and for whom. */
export interface Work {
  client: QueryClient
  organization: string
}

/** One day of the clinic at hand, fetched beside the code that draws it. A failure is the page's to show. */
export async function prefetchDay(
  { client, organization }: Work,
  search: { clinic?: string; date?: string; view?: string },
) {
  if (search.view === 'week') return
  const { items } = await client.ensureQueryData(clinicsQuery(organization))
  const clinic = clinicAt(organization, search.clinic, items)
  if (!clinic) return
  const query = { clinicId: clinic.id, from: search.date ?? todayIn(clinic.timeZone), days: 1 }
  await client.prefetchQuery(q.calendar.get.queryOptions({ input: { params: { organization }, query } }))
}

export function prefetchPatient({ client, organization }: Work, id: string) {
  return client.prefetchQuery(q.patients.get.queryOptions({ input: { params: { organization, id } } }))
}

export function prefetchGuardian({ client, organization }: Work, id: string) {
  return client.prefetchQuery(q.guardians.get.queryOptions({ input: { params: { organization, id } } }))
}

/** What the tables of the settings show. */
export const prefetchSetting = {
  services: ({ client, organization }: Work) =>
    client.prefetchQuery(q.services.list.queryOptions({ input: { params: { organization } } })),
  practitioners: ({ client, organization }: Work) =>
    client.prefetchQuery(q.practitioners.list.queryOptions({ input: { params: { organization } } })),
  rooms: ({ client, organization }: Work) =>
    client.prefetchQuery(q.rooms.list.queryOptions({ input: { params: { organization } } })),
  members: ({ client, organization }: Work) =>
    client.prefetchQuery(q.members.list.queryOptions({ input: { params: { organization } } })),
  roles: ({ client, organization }: Work) =>
    client.prefetchQuery(q.roles.list.queryOptions({ input: { params: { organization } } })),
  plan: ({ client, organization }: Work) =>
    client.prefetchQuery(q.plans.get.queryOptions({ input: { params: { organization } } })),
  organization: ({ client, organization }: Work) =>
    client.prefetchQuery(q.organizations.get.queryOptions({ input: { params: { organization } } })),
}
