import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const openRequests = (organization: string) =>
  q.rights.requests.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 50 } }),
    ...byCursor,
  })
