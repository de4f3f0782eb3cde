import { q } from '../../../kit/api/api.ts'

export const togglesQuery = () => q.platform.platformToggles.list.queryOptions({ input: {} })
