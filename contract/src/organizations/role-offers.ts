import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { slug } from '../kit/text.ts'
import { roleKey } from './members.ts'

/** What a release brought that one of the organization's own roles was not asked about yet, and that its origin may do. */
export const roleOffer = z
  .object({
    role: z.object({ key: z.string(), name: z.string() }),
    /** The built-in role that may do it: the one that the role was copied from or, where that was not kept, the likest. */
    origin: z.object({ key: z.string(), isRecorded: z.boolean() }),
    permissions: z.array(z.string()),
  })
  .meta({ id: 'RoleOffer' })

export type RoleOffer = z.infer<typeof roleOffer>

/** As they were offered; what was not is refused by the operation itself. */
const names = z
  .array(
    z
      .string()
      .max(60)
      .regex(/^[a-z-]+\.[a-z-]+$/),
  )
  .max(200)

const offers = z.object({ items: z.array(roleOffer) })

export const roleOfferRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/role-offers',
    summary: 'New permissions that are offered to the organization’s own roles, of those that the caller may hand out',
    permission: 'roles.manage',
    reach: 'organization',
    params: { organization: slug },
    output: offers,
  }),
  answer: operation({
    method: 'POST',
    path: '/organizations/{organization}/role-offers/answers',
    summary: 'Take or leave what is offered to roles, all of it or nothing; what was answered is not offered again',
    permission: 'roles.manage',
    reach: 'organization',
    confirmed: true,
    params: { organization: slug },
    body: z.strictObject({
      answers: z
        .array(z.strictObject({ role: roleKey, take: names, leave: names }))
        .min(1)
        .max(200),
    }),
    output: offers,
    errors: ['wrong-state'],
  }),
}
