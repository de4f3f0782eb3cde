import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'

export const billPages = (organization: string) =>
  q.subscriptions.platformInvoices.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ params: { organization }, query: { cursor, limit: 20 } }),
    ...byCursor,
  })
