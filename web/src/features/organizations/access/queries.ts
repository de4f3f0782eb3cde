import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

export function useAccessReview() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(
    usePrefetched(q.organizations.access.review.queryOptions({ input: { params: { organization } } })),
  ).data
}

export const eventPages = (organization: string) =>
  q.organizations.access.events.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 50 } }),
    ...byCursor,
  })
