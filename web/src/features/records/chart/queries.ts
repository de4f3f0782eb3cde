import { q } from '../../../kit/api/api.ts'

export const layoutQuery = (organization: string) =>
  q.records.chartLayouts.get.queryOptions({ input: { params: { organization } } })

/** What all sections show first, in one answer. */
export const chartQuery = (organization: string, id: string) =>
  q.records.charts.get.queryOptions({ input: { params: { organization, id } } })
