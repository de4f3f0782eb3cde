import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const accessPages = (organization: string) =>
  q.support.supportAccesses.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 50 } }),
    ...byCursor,
  })

/** What waits for an answer, and who is in. */
export const openAccesses = (organization: string) =>
  q.support.supportAccesses.list.queryOptions({
    input: { params: { organization }, query: { open: 'true', limit: 5 } },
  })
