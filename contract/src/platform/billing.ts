import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { lines, text } from '../kit/text.ts'
import { planKey } from '../plans/plans.ts'
import { issuer } from '../subscriptions/issuer.ts'
import { invoiceState, platformInvoice } from '../subscriptions/invoices.ts'
import './problems.ts'

export const billedInvoice = platformInvoice
  .extend({ organization: z.object({ id, slug: z.string(), name: z.string() }) })
  .meta({ id: 'BilledInvoice' })

export type BilledInvoice = z.infer<typeof billedInvoice>

export const platformIssuer = issuer.extend({ version: z.int() }).meta({ id: 'PlatformIssuer' })

export type PlatformIssuer = z.infer<typeof platformIssuer>

export const billingRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/invoices',
    summary: 'The bills of the platform, newest first',
    permission: 'platform:read',
    query: {
      ...pageQuery,
      state: z.enum([...invoiceState.options, 'disputed']).optional(),
      organizationId: id.optional(),
    },
    output: pageOf(billedInvoice),
  }),
  settle: operation({
    method: 'PUT',
    path: '/platform/organizations/{id}/invoices/{invoiceId}/payment',
    summary: 'A bill was paid by transfer',
    permission: 'platform:write',
    ifMatch: 'honoured',
    params: { id, invoiceId: id },
    body: z.strictObject({ reference: text(100) }),
    output: billedInvoice,
    errors: ['wrong-state'],
  }),
  correct: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/invoices/{invoiceId}/correction',
    summary: 'Take a bill back by a credit note; what was paid of it is taken into account by the next one',
    permission: 'platform:write',
    confirmed: true,
    params: { id, invoiceId: id },
    status: 201,
    body: z.strictObject({ reason: lines(500) }),
    output: billedInvoice,
    errors: ['wrong-state', 'key-reused'],
  }),
  grant: operation({
    method: 'PUT',
    path: '/platform/organizations/{id}/plan',
    summary: 'Give an organization a plan without a bill; what it had paid for is kept for it',
    permission: 'platform:write',
    ifMatch: 'honoured',
    params: { id },
    body: z.strictObject({ plan: planKey, reason: lines(500) }),
    output: z.object({ plan: planKey }),
  }),
  issuer: operation({
    method: 'GET',
    path: '/platform/issuer',
    summary: 'Who bills',
    permission: 'platform:read',
    output: platformIssuer,
  }),
  changeIssuer: operation({
    method: 'PUT',
    path: '/platform/issuer',
    summary: 'Change who bills; bills that were written stay as they are',
    permission: 'platform:write',
    body: issuer,
    output: platformIssuer,
  }),
}
