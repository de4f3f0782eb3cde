import { q } from '../../../kit/api/api.ts'

export const kennelsQuery = (organization: string) =>
  q.kennels.kennels.list.queryOptions({ input: { params: { organization } } })
