import { z } from 'zod'
import { abilities } from '../kit/ability.ts'
import { operation } from '../kit/operation.ts'
import { permissions } from '../kit/permission.ts'
import { name, slug } from '../kit/text.ts'
import { roleKey } from './members.ts'

export const role = z
  .object({
    key: z.string(),
    name: z.string(),
    isBuiltIn: z.boolean(),
    /** The key of what it was copied from; null: built-in, or made before that was kept. */
    basedOn: z.string().nullable(),
    /** Whoever holds it treats patients: rules for clinical roles mean it, too. */
    isClinical: z.boolean(),
    permissions: z.array(z.string()),
    memberCount: z.int(),
    version: z.int(),
    abilities: abilities('update', 'remove'),
  })
  .meta({ id: 'Role' })

export type Role = z.infer<typeof role>

const ticks = z.array(z.lazy(() => z.enum(permissions()))).max(200)

export const roleRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/roles',
    summary: 'Built-in roles and the organization’s own',
    permission: 'members.read',
    params: { organization: slug },
    output: z.object({ items: z.array(role) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/roles',
    summary: 'Copy a role and tick what the copy may do',
    permission: 'roles.manage',
    reach: 'organization',
    confirmed: true,
    status: 201,
    params: { organization: slug },
    body: z.strictObject({
      name: name(60),
      copyOf: roleKey,
      permissions: ticks.optional(),
      isClinical: z.boolean().optional(),
    }),
    output: role,
    errors: ['already-exists', 'key-reused'],
  }),
  update: operation({
    method: 'PATCH',
    path: '/organizations/{organization}/roles/{role}',
    summary: 'Rename one of the organization’s own roles or change its ticks',
    permission: 'roles.manage',
    reach: 'organization',
    confirmed: true,
    params: { organization: slug, role: roleKey },
    body: z.strictObject({
      name: name(60).optional(),
      permissions: ticks.optional(),
      isClinical: z.boolean().optional(),
    }),
    output: role,
    errors: ['wrong-state'],
  }),
  remove: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/roles/{role}',
    summary: 'Remove a role that nobody holds',
    permission: 'roles.manage',
    reach: 'organization',
    confirmed: true,
    ifMatch: 'honoured',
    params: { organization: slug, role: roleKey },
    output: z.object({ key: z.string() }),
    errors: ['in-use', 'wrong-state'],
  }),
}
