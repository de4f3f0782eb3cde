import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { email } from '../kit/text.ts'
import './problems.ts'

/** A reader sees what an operator sees and changes nothing. */
export const operatorRole = z.enum(['operator', 'reader'])

export type OperatorRole = z.infer<typeof operatorRole>

export const platformOperator = z
  .object({
    accountId: id,
    name: z.string(),
    email: z.string(),
    role: operatorRole,
    since: z.string(),
    /** Absent: runs the platform today. */
    endedAt: z.string().optional(),
    hasSecondFactor: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'PlatformOperator' })

export type PlatformOperator = z.infer<typeof platformOperator>

export const operatorInvitation = z
  .object({
    id,
    email: z.string(),
    role: operatorRole,
    state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
    createdAt: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'OperatorInvitation' })

export type OperatorInvitation = z.infer<typeof operatorInvitation>

/** A mailed secret of 32 bytes. */
const token = z
  .string()
  .min(20)
  .max(200)
  .regex(/^[A-Za-z0-9_-]+$/)

export const operatorRoutes = {
  list: operation({
    method: 'GET',
    path: '/platform/operators',
    summary: 'Who runs the platform and who did, and whom an invitation waits for',
    permission: 'platform:read',
    output: z.object({ items: z.array(platformOperator), invitations: z.array(operatorInvitation) }),
  }),
  invite: operation({
    method: 'POST',
    path: '/platform/operators/invitations',
    summary: 'Invite an operator or a reader by e-mail; an open invitation to the same address ends',
    permission: 'platform:write',
    confirmed: true,
    status: 201,
    body: z.strictObject({ email, role: operatorRole, language: language.optional() }),
    output: operatorInvitation,
    errors: ['already-exists', 'key-reused'],
  }),
  withdraw: operation({
    method: 'DELETE',
    path: '/platform/operators/invitations/{id}',
    summary: 'Withdraw an invitation: its link stops working',
    permission: 'platform:write',
    params: { id },
    output: operatorInvitation,
    errors: ['operator-invitation-ended'],
  }),
  preview: operation({
    method: 'GET',
    path: '/platform/invitations/{token}',
    summary: 'What a mailed invitation to run the platform offers',
    permission: 'public',
    params: { token },
    output: z.object({ email: z.string(), role: operatorRole, expiresAt: z.string() }),
    errors: ['operator-invitation-ended'],
  }),
  accept: operation({
    method: 'POST',
    path: '/platform/invitations/{token}/acceptance',
    summary: 'Accept, as the signed-in account; its verified address must be the invited one',
    permission: 'account',
    params: { token },
    output: z.object({ role: operatorRole }),
    errors: ['operator-invitation-ended'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/platform/operators/{accountId}',
    summary: 'Make a reader an operator, or an operator a reader',
    permission: 'platform:write',
    confirmed: true,
    params: { accountId: id },
    body: z.strictObject({ role: operatorRole }),
    output: platformOperator,
    errors: ['last-operator'],
  }),
  end: operation({
    method: 'DELETE',
    path: '/platform/operators/{accountId}',
    summary: 'End what somebody may do here; at once, on every device',
    permission: 'platform:write',
    confirmed: true,
    params: { accountId: id },
    output: platformOperator,
    errors: ['last-operator'],
  }),
}
