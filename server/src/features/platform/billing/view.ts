import type { BilledInvoice } from '@polyclinic/contract/platform/billing.ts'
import { subscriptions, type BilledRow } from '../../subscriptions/public.ts'

export const billedView = (row: BilledRow): BilledInvoice => ({
  ...subscriptions.invoiceView(row),
  organization: { id: row.organization_id, slug: row.slug, name: row.name },
})
