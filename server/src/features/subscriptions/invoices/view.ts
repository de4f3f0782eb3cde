import type { PlatformInvoice } from '@polyclinic/contract/subscriptions/invoices.ts'
import type { Issuer } from '@polyclinic/contract/subscriptions/issuer.ts'
import type { InvoiceRow, IssuerRow } from './queries.ts'

export const issuerView = (row: IssuerRow): Issuer => ({
  name: row.name,
  lines: row.lines,
  country: row.country,
  taxNumber: row.tax_number,
  taxRate: row.tax_permille,
  paymentDetails: row.payment_details,
  prefix: row.prefix,
})

export const invoiceView = (row: InvoiceRow): PlatformInvoice => ({
  id: row.id,
  number: row.number,
  kind: row.kind,
  ...(row.corrected_number && { corrects: row.corrected_number }),
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  state: row.is_overdue ? 'overdue' : row.state,
  ...(row.settled_at && { settledAt: row.settled_at }),
  ...(row.settled_by && { settledBy: row.settled_by }),
  lines: row.lines,
  currency: row.currency,
  net: row.net,
  taxRate: row.tax_permille,
  tax: row.tax,
  total: { amount: row.total, currency: row.currency },
  ...(row.refunded > 0 && { refunded: { amount: row.refunded, currency: row.currency } }),
  ...(row.dispute && { dispute: row.dispute }),
  recipientName: row.recipient.name,
})
