import { q } from '../../../kit/api/api.ts'

export const layoutQuery = (organization: string) =>
  q.records.chartLayouts.get.queryOptions({ input: { params: { organization } } })
