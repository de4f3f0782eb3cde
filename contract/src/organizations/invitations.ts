import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { language } from '../kit/language.ts'
import { operation } from '../kit/operation.ts'
import { email, slug } from '../kit/text.ts'
import { roleKey } from './members.ts'
import './problems.ts'

export const invitation = z
  .object({
    id,
    email: z.string(),
    role: z.object({ key: z.string(), name: z.string() }),
    clinicIds: z.array(id).optional(),
    state: z.enum(['open', 'accepted', 'withdrawn', 'expired']),
    createdAt: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'Invitation' })

export type Invitation = z.infer<typeof invitation>

/** What the invited person sees before signing in: enough to decide, nothing about others. */
export const invitationPreview = z
  .object({
    organization: z.object({ name: z.string(), slug: z.string() }),
    role: z.object({ key: z.string(), name: z.string() }),
    email: z.string(),
    expiresAt: z.string(),
  })
  .meta({ id: 'InvitationPreview' })

const token = z
  .string()
  .min(20)
  .max(200)
  .regex(/^[A-Za-z0-9_.-]+$/)

export const invitationRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/invitations',
    summary: 'Invitations, open and past',
    permission: 'members.manage',
    params: { organization: slug },
    output: z.object({ items: z.array(invitation) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/invitations',
    summary: 'Invite a colleague by e-mail',
    permission: 'members.manage',
    // whoever joins stays: a forgotten screen or a leaked key must not be enough to bring somebody in
    confirmed: true,
    status: 201,
    params: { organization: slug },
    body: z.strictObject({
      email,
      role: roleKey,
      clinicIds: z.array(id).max(200).optional(),
      language: language.optional(),
    }),
    output: invitation,
    errors: ['already-exists', 'key-reused', 'shared-by-clinics'],
  }),
  withdraw: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/invitations/{id}',
    summary: 'Withdraw an invitation',
    permission: 'members.manage',
    untilClosed: true,
    params: { organization: slug, id },
    output: invitation,
    errors: ['invitation-ended', 'shared-by-clinics'],
  }),
  preview: operation({
    method: 'GET',
    path: '/invitations/{token}',
    summary: 'What a mailed invitation offers',
    permission: 'public',
    params: { token },
    output: invitationPreview,
    errors: ['invitation-ended'],
  }),
  accept: operation({
    method: 'POST',
    path: '/invitations/{token}/acceptance',
    summary: 'Join, as the signed-in account; its verified address must be the invited one',
    permission: 'account',
    params: { token },
    output: z.object({ organization: z.object({ name: z.string(), slug: z.string() }) }),
    errors: ['invitation-ended'],
  }),
}
