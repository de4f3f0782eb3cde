import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { currency, money } from '../kit/money.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { bytesAnswer } from '../kit/plain.ts'
import { slug } from '../kit/text.ts'
import { date, instant } from '../kit/time.ts'
import { planKey } from '../plans/plans.ts'
import { language } from '../kit/language.ts'
import './problems.ts'

/** `overdue`: open, and the day by which it was to be paid is over. A corrected one is owed no more. */
export const invoiceState = z.enum(['open', 'overdue', 'paid', 'corrected'])

/** A period that is billed, or what was paid before and not used. Before tax. */
export const invoiceLine = z
  .object({
    kind: z.enum(['period', 'credit', 'credit-returned']),
    plan: planKey,
    /** As the plan was called that day, by language. */
    names: z.partialRecord(language, z.string()),
    /** First and last day. */
    from: date,
    to: date,
    amount: z.int(),
  })
  .meta({ id: 'InvoiceLine' })

export type InvoiceLine = z.infer<typeof invoiceLine>

/** A bill of the platform to an organization, or the credit note that takes one back: its amounts are negative. */
export const platformInvoice = z
  .object({
    id,
    number: z.string(),
    kind: z.enum(['invoice', 'credit-note']),
    /** The number of the bill that a credit note takes back. */
    corrects: z.string().optional(),
    issuedOn: date,
    dueOn: date,
    state: invoiceState,
    settledAt: instant.optional(),
    settledBy: z.enum(['card', 'transfer', 'credit', 'correction']).optional(),
    lines: z.array(invoiceLine),
    currency,
    net: z.int(),
    /** In thousandths. */
    taxRate: z.int(),
    tax: z.int(),
    total: money,
    /** What of a payment by card went back, as the provider tells. */
    refunded: money.optional(),
    /** Whoever paid it by card wants it back: open, or as it was decided. Lost, it is owed again. */
    dispute: z.enum(['open', 'won', 'lost']).optional(),
    recipientName: z.string(),
  })
  .meta({ id: 'PlatformInvoice' })

export type PlatformInvoice = z.infer<typeof platformInvoice>

const params = { organization: slug }

export const invoiceRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/platform-invoices',
    summary: 'What the platform billed the organization, newest first',
    permission: 'organization.manage',
    params,
    query: pageQuery,
    output: pageOf(platformInvoice),
  }),
  document: operation({
    method: 'GET',
    path: '/organizations/{organization}/platform-invoices/{id}/document',
    summary: 'A bill, or a credit note, as PDF',
    permission: 'organization.manage',
    params: { ...params, id },
    query: { language: language.optional() },
    output: bytesAnswer,
  }),
  pay: operation({
    method: 'POST',
    path: '/organizations/{organization}/platform-invoices/{id}/checkout',
    summary: 'Begin to pay a bill by card: answers the page of the provider',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    params: { ...params, id },
    status: 201,
    output: z.object({ url: z.url() }),
    errors: ['wrong-state', 'no-cards', 'card-away', 'key-reused'],
  }),
}
