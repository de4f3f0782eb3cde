import { q } from '../../../kit/api/api.ts'

export const dueMajorityReviews = (organization: string) =>
  q.patients.majorityReviews.list.queryOptions({ input: { params: { organization } } })
