import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

export function useRoles() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(
    usePrefetched(q.organizations.roles.list.queryOptions({ input: { params: { organization } } })),
  ).data.items
}
