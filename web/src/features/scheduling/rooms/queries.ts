import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The rooms of the caller's clinics, archived ones included. */
export function useRooms() {
  const { slug: organization } = useOrganization()
  const query = q.rooms.list.queryOptions({ input: { params: { organization } } })
  return useQuery({ ...query, staleTime: 60_000 })
}
