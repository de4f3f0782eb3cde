import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api.ts'
import { practitionersQuery } from '../../../kit/own-work.ts'
import { useOrganization } from '../../../kit/session.tsx'

const staleTime = 60_000

/** The services of the organization, archived ones included. */
export function useServices() {
  const { slug: organization } = useOrganization()
  return useQuery({ ...q.services.list.queryOptions({ input: { params: { organization } } }), staleTime })
}

/** Who treats here, archived ones included. */
export function usePractitioners() {
  const { slug: organization } = useOrganization()
  return useQuery(practitionersQuery(organization))
}

/** The rooms of the caller's clinics, archived ones included. */
export function useRooms() {
  const { slug: organization } = useOrganization()
  return useQuery({ ...q.rooms.list.queryOptions({ input: { params: { organization } } }), staleTime })
}

/** One visit. */
export function useVisit(id: string) {
  const { slug: organization } = useOrganization()
  return useQuery(q.appointments.get.queryOptions({ input: { params: { organization, id } } }))
}
