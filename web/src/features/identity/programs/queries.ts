import { q } from '../../../kit/api/api.ts'

export const appsQuery = () => q.identity.apps.connected.queryOptions({ input: {}, staleTime: 5_000 })
