import { q } from '../../../kit/api/api.ts'

export const sessionsQuery = () => q.identity.sessions.list.queryOptions({ input: {}, staleTime: 5_000 })
