import type { QueryClient } from '@tanstack/react-query'
import { settleLock } from '../features/identity/public.ts'
import { q } from '../kit/api/api.ts'
import { todayIn } from '../kit/texts/format.ts'
import { clinicsQuery, ownWorkQuery } from '../kit/session/own-work.ts'
import { clinicAt } from '../kit/session/session.tsx'

/** Where a prefetch fetches, and for whom. */
export interface Work {
  client: QueryClient
  organization: string
  accountId: string
}

/** One day of the clinic at hand, fetched beside the code that draws it. A failure is the page's to show. */
export async function prefetchDay(
  { client, organization, accountId }: Work,
  search: { clinic?: string; date?: string; view?: string },
) {
  if (search.view === 'week') return
  const [{ items }, work] = await Promise.all([
    client.ensureQueryData(clinicsQuery(organization)),
    client.ensureQueryData(ownWorkQuery(organization, accountId)).catch(() => undefined),
  ])
  const clinic = clinicAt(organization, search.clinic, items, work)
  if (!clinic) return
  const query = { clinicId: clinic.id, from: search.date ?? todayIn(clinic.timeZone), days: 1 }
  await client.prefetchQuery(q.calendar.get.queryOptions({ input: { params: { organization }, query } }))
}

/** How one can sign in here, after a lock that waited for its turn. Without an answer the page offers the plain form. */
export async function prefetchWaysIn(client: QueryClient) {
  await settleLock().catch(() => {})
  await client.prefetchQuery(q.signIn.ways.queryOptions({ input: {}, staleTime: 0 }))
}

/** What the pages of one's own account show first. */
export const prefetchAccount = {
  security: (client: QueryClient) => client.prefetchQuery(q.factors.get.queryOptions({ input: {} })),
  devices: (client: QueryClient) => client.prefetchQuery(q.sessions.list.queryOptions({ input: {} })),
  apps: (client: QueryClient) => client.prefetchQuery(q.apps.connected.queryOptions({ input: {} })),
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
  members: async ({ client, organization }: Work) => {
    const input = { params: { organization } }
    await Promise.all([
      client.prefetchQuery(q.members.list.queryOptions({ input })),
      client.prefetchQuery(q.roles.list.queryOptions({ input })),
    ])
  },
  roles: ({ client, organization }: Work) =>
    client.prefetchQuery(q.roles.list.queryOptions({ input: { params: { organization } } })),
  security: async ({ client, organization }: Work) => {
    const input = { params: { organization } }
    await Promise.all([
      client.prefetchQuery(q.access.policy.queryOptions({ input })),
      client.prefetchQuery(q.access.review.queryOptions({ input })),
      client.prefetchQuery(q.roles.list.queryOptions({ input })),
    ])
  },
  review: ({ client, organization }: Work) =>
    client.prefetchQuery(q.access.review.queryOptions({ input: { params: { organization } } })),
  programs: async ({ client, organization }: Work) => {
    const input = { params: { organization } }
    await Promise.all([
      client.prefetchQuery(q.apiKeys.list.queryOptions({ input })),
      client.prefetchQuery(q.appClients.list.queryOptions({ input })),
    ])
  },
  plan: ({ client, organization }: Work) =>
    client.prefetchQuery(q.plans.get.queryOptions({ input: { params: { organization } } })),
  organization: ({ client, organization }: Work) =>
    client.prefetchQuery(q.organizations.get.queryOptions({ input: { params: { organization } } })),
}
