import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'

export const supportRules = z
  .object({
    /** Where nobody answers for four hours, an operator may open the organization for an hour, to look only. */
    allowsBreakGlass: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'SupportRules' })

export type SupportRules = z.infer<typeof supportRules>

export const supportRuleRoutes = {
  get: operation({
    method: 'GET',
    path: '/organizations/{organization}/support-rules',
    summary: 'Whether support may open the organization where nobody answers',
    permission: 'organization.manage',
    params: { organization: slug },
    output: supportRules,
  }),
  change: operation({
    method: 'PUT',
    path: '/organizations/{organization}/support-rules',
    summary: 'Allow or rule out that support opens the organization where nobody answers',
    permission: 'organization.manage',
    reach: 'organization',
    untilClosed: true,
    confirmed: true,
    params: { organization: slug },
    body: z.strictObject({ allowsBreakGlass: z.boolean() }),
    output: supportRules,
  }),
}
