import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import './problems.ts'

export const member = z
  .object({
    accountId: id,
    name: z.string(),
    email: z.string(),
    role: z.object({ key: z.string(), name: z.string() }),
    /** Absent where the role reaches every clinic. */
    clinicIds: z.array(id).optional(),
    joinedAt: z.string(),
    version: z.int(),
    abilities: abilities('update', 'remove'),
  })
  .meta({ id: 'Member' })

export type Member = z.infer<typeof member>

const params = { organization: slug, accountId: id }

/** The key of a built-in role or of one of the organization's own. */
export const roleKey = z
  .string()
  .min(2)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const memberRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/members',
    summary: 'Who works here',
    permission: 'members.read',
    params: { organization: slug },
    output: z.object({ items: z.array(member) }),
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/members/{accountId}',
    summary: 'Give a member another role or other clinics',
    permission: 'members.manage',
    confirmed: true,
    params,
    body: z.strictObject({ role: roleKey.optional(), clinicIds: z.array(id).max(200).nullable().optional() }),
    output: member,
    errors: ['last-owner'],
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/members/{accountId}',
    summary: 'End a membership',
    permission: 'members.manage',
    untilClosed: true,
    confirmed: true,
    ifMatch: 'honoured',
    params,
    output: z.object({ accountId: id }),
    errors: ['last-owner'],
  }),
}
