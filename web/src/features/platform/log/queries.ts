import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const logPages = () =>
  q.platform.platformLog.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ query: { cursor, limit: 50 } }),
    ...byCursor,
  })
