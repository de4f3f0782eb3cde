import { q } from '../../../kit/api/api.ts'

/** As many as a chart shows at once. */
export const motionsQuery = (organization: string, id: string) =>
  q.records.motions.list.queryOptions({ input: { params: { organization, id }, query: { limit: 200 } } })
