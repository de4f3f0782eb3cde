import { q } from '../../../kit/api/api.ts'

export const appsQuery = () => q.programs.connectedApps.list.queryOptions({ input: {}, staleTime: 5_000 })
