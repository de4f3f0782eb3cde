import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { supportScopes } from '../kit/permission.ts'
import { slug } from '../kit/text.ts'
import './problems.ts'

export const supportScope = z.enum(supportScopes)

/** `expired`: granted, and over by itself; `lapsed`: nobody answered in time. */
export const supportStates = ['asked', 'granted', 'refused', 'withdrawn', 'ended', 'expired', 'lapsed'] as const

/** Minutes that can be asked for. */
export const shortestSupport = 15
export const longestSupport = 480

/** How much an access opens, and for how long. */
const share = { scope: supportScope, mayWrite: z.boolean(), minutes: z.int() }

export const askedAccess = z
  .object({
    id,
    reason: z.string(),
    operator: z.object({ accountId: id, name: z.string() }),
    asked: z.object(share),
    state: z.enum(supportStates),
    askedAt: z.string(),
    /** From then on an operator may break the glass where nobody has answered. */
    mayOpenAt: z.string(),
    /** Until then it can be answered. */
    lapsesAt: z.string(),
    answeredAt: z.string().optional(),
    /** Of what was granted, which is never more than was asked for. */
    granted: z.object({ ...share, beginsAt: z.string(), expiresAt: z.string() }).optional(),
    /** Nobody of the organization answered: the operator opened it, and wrote why. */
    breakGlassReason: z.string().optional(),
    endedAt: z.string().optional(),
    endedBy: z.enum(['operator', 'organization']).optional(),
    version: z.int(),
  })
  .meta({ id: 'AskedAccess' })

export type AskedAccess = z.infer<typeof askedAccess>

export const supportAccess = askedAccess
  .extend({ answeredBy: z.object({ accountId: id, name: z.string() }).optional() })
  .meta({ id: 'SupportAccess' })

export type SupportAccess = z.infer<typeof supportAccess>

const one = { organization: slug, id }

export const supportAccessRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/support-accesses',
    summary: 'Who of those who run the platform asked to come in, is in, or was, newest first',
    permission: 'organization.manage',
    params: { organization: slug },
    query: { ...pageQuery, open: z.stringbool().optional() },
    output: pageOf(supportAccess),
  }),
  grant: operation({
    method: 'POST',
    path: '/organizations/{organization}/support-accesses/{id}/grant',
    summary:
      'Let support in as it asked, or to less: shorter, settings alone, to look only. It begins now and ends by itself',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    confirmed: true,
    params: one,
    body: z.strictObject({
      scope: supportScope.optional(),
      mayWrite: z.boolean().optional(),
      minutes: z.int().min(shortestSupport).max(longestSupport).optional(),
    }),
    output: supportAccess,
    errors: ['wrong-state'],
  }),
  refuse: operation({
    method: 'POST',
    path: '/organizations/{organization}/support-accesses/{id}/refusal',
    summary: 'Do not let support in',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    params: one,
    output: supportAccess,
    errors: ['wrong-state'],
  }),
  end: operation({
    method: 'POST',
    path: '/organizations/{organization}/support-accesses/{id}/ending',
    summary: 'End an access of support at once, however it was opened',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    params: one,
    output: supportAccess,
    errors: ['wrong-state'],
  }),
}
