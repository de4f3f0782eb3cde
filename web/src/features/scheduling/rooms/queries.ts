import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The rooms of the caller's clinics, archived ones included. */
export const roomsQuery = (organization: string) =>
  q.scheduling.rooms.list.queryOptions({ input: { params: { organization } }, staleTime: 60_000 })

export const useRooms = () => useQuery(roomsQuery(useOrganization().slug))
