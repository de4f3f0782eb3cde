import { q } from '../../../kit/api/api.ts'

export const sessionsQuery = () => q.sessions.list.queryOptions({ input: {}, staleTime: 5_000 })
