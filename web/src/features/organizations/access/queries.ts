import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

export function useAccessReview() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(
    usePrefetched(q.organizations.access.review.queryOptions({ input: { params: { organization } } })),
  ).data
}
