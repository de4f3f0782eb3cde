import { useQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** The services of the organization, archived ones included. */
export const servicesQuery = (organization: string) =>
  q.scheduling.services.list.queryOptions({ input: { params: { organization } }, staleTime: 60_000 })

export const useServices = () => useQuery(servicesQuery(useOrganization().slug))
