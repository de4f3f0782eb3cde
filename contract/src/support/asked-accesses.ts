import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'
import { lines } from '../kit/text.ts'
import { askedAccess, longestSupport, shortestSupport, supportScope } from './support-accesses.ts'

/** Why somebody has to come in; the organization reads it. */
export const supportReason = lines(500).min(3)

const one = { id, accessId: id }

export const askedAccessRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/organizations/{id}/support-accesses',
    summary: 'What operators asked an organization for as support, newest first',
    permission: 'platform:read',
    params: { id },
    query: pageQuery,
    output: pageOf(askedAccess),
  }),
  ask: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/support-accesses',
    summary: 'Ask an organization to be let in as support; its owners get a mail',
    permission: 'platform:write',
    status: 201,
    params: { id },
    body: z.strictObject({
      reason: supportReason,
      scope: supportScope,
      mayWrite: z.boolean(),
      minutes: z.int().min(shortestSupport).max(longestSupport),
    }),
    output: askedAccess,
    errors: ['support-asked', 'wrong-state', 'key-reused'],
  }),
  end: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/support-accesses/{accessId}/ending',
    summary: 'Take back what was asked, or end what was granted, at once',
    permission: 'platform:write',
    params: one,
    output: askedAccess,
    errors: ['wrong-state'],
  }),
  breakGlass: operation({
    method: 'POST',
    path: '/platform/organizations/{id}/support-accesses/{accessId}/break-glass',
    summary:
      'Come in although nobody answered for four hours: one hour at most, to look only; the owners get a mail at once',
    permission: 'platform:write',
    confirmed: true,
    params: one,
    body: z.strictObject({ reason: supportReason }),
    output: askedAccess,
    errors: ['wrong-state', 'support-early', 'support-ruled-out'],
  }),
}
