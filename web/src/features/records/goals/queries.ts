import { q } from '../../../kit/api/api.ts'

export const goalsQuery = (organization: string, id: string) =>
  q.records.goals.list.queryOptions({ input: { params: { organization, id } } })
