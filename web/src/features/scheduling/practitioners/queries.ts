import { useQuery } from '@tanstack/react-query'
import { practitionersQuery } from '../../../kit/session/own-work.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Who treats here, archived ones included. */
export function usePractitioners() {
  const { slug: organization } = useOrganization()
  return useQuery(practitionersQuery(organization))
}
