import { useSuspenseQuery } from '@tanstack/react-query'
import { q } from '../../../kit/api.ts'
import { useOrganization } from '../../../kit/session.tsx'

export function useAccessReview() {
  const { slug: organization } = useOrganization()
  return useSuspenseQuery(q.access.review.queryOptions({ input: { params: { organization } } })).data
}
