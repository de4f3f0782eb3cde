import { q } from '../../../kit/api/api.ts'
import { byCursor } from '../../../kit/api/pages.ts'
import type { BilledInvoice } from '@polyclinic/contract/platform/billing.ts'

export type BillState = BilledInvoice['state']

/** Which bills are listed: by their state, or those whose payer wants it back. */
export type BillFilter = BillState | 'disputed'

export const billedPages = (state: BillFilter | undefined) =>
  q.platform.platformBilling.list.infiniteOptions({
    input: (cursor: string | undefined) => ({ query: { cursor, limit: 50, ...(state && { state }) } }),
    ...byCursor,
  })
