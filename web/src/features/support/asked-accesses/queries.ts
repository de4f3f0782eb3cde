import { q } from '../../../kit/api/api.ts'

/** The newest that operators asked of an organization. */
export const askedOf = (id: string) =>
  q.support.askedAccesses.list.queryOptions({ input: { params: { id }, query: { limit: 10 } } })
