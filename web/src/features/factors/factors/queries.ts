import { q } from '../../../kit/api/api.ts'

export const factorsQuery = () => q.factors.factors.get.queryOptions({ input: {}, staleTime: 5_000 })
