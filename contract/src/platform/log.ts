import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pageOf, pageQuery } from '../kit/page.ts'

export const platformActs = [
  'operator.invite',
  'operator.withdraw-invitation',
  'operator.accept',
  'operator.change',
  'operator.end',
  'plan.create',
  'plan.update',
  'organization.create',
  'organization.set-up',
  'organization.set-up-again',
  'organization.give-up-setup',
  'organization.invite-owner',
  'organization.measure',
  'organization.suspend',
  'organization.activate',
  'organization.grant-plan',
  'invoice.settle',
  'invoice.correct',
  'issuer.change',
  'setting.try',
  'organizations.export',
  'support.ask',
  'support.withdraw',
  // what the organization did: its members are not named here
  'support.grant',
  'support.refuse',
  'support.lapse',
  'support.stop',
  'support.end',
  'support.break-glass',
  'toggle.add-rule',
  'toggle.remove-rule',
  'closing.ask',
  'closing.call-off',
  'closing.close',
  'closing.reopen',
  'closing.begin-shredding',
  'closing.shred',
] as const

export const platformLogEntry = z
  .object({
    id,
    at: z.string(),
    act: z.enum(platformActs),
    /** Absent where the command line did it. */
    by: z.object({ accountId: id, name: z.string() }).optional(),
    organization: z.object({ id, slug: z.string(), name: z.string() }).optional(),
    /** Another operator whom it is about. */
    operator: z.object({ accountId: id, name: z.string() }).optional(),
    /** The invited address, the role that was given, or which plan and what changed of it. */
    about: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'PlatformLogEntry' })

export type PlatformLogEntry = z.infer<typeof platformLogEntry>

export const logRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/log',
    summary: 'What operators did, newest first; nobody can change it',
    permission: 'platform:read',
    query: { ...pageQuery, organizationId: id.optional() },
    output: pageOf(platformLogEntry),
  }),
}
