import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const sessionsQuery = () => q.identity.sessions.list.queryOptions({ input: {}, staleTime: 5_000 })

export const securityEventPages = () =>
  q.identity.sessions.events.infiniteOptions({
    input: (cursor: string | undefined) => ({ query: { cursor, limit: '20' } }),
    ...byCursor,
  })
