import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The services of the organization, archived ones included. */
export function useServices() {
  const { slug: organization } = useOrganization()
  const query = q.services.list.queryOptions({ input: { params: { organization } } })
  return useQuery({ ...query, staleTime: 60_000 })
}
