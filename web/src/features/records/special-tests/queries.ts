import { q } from '../../../kit/api/api.ts'

/** As many as a chart shows at once. */
export const specialTestsQuery = (organization: string, id: string) =>
  q.records.specialTests.list.queryOptions({ input: { params: { organization, id }, query: { limit: 200 } } })
