import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { programPermissions } from '../kit/permission.ts'
import { name, slug } from '../kit/text.ts'

/** `active`; `expired`, `revoked`; `asleep`: whoever made it left, so that it can do nothing. */
export const apiKeyState = z.enum(['active', 'expired', 'revoked', 'asleep'])

export const apiKey = z
  .object({
    id,
    name: z.string(),
    startsWith: z.string(),
    permissions: z.array(z.string()),
    /** Who answers for it; it can do no more than they can. */
    madeBy: z.object({ accountId: id, name: z.string() }),
    state: apiKeyState,
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().optional(),
  })
  .meta({ id: 'ApiKey' })

export type ApiKey = z.infer<typeof apiKey>

/** What a program may be allowed; the rest is for people. */
export const scopes = z
  .array(z.lazy(() => z.enum(programPermissions())))
  .min(1)
  .max(200)

export const apiKeyRoutes = {
  list: operation({
    method: 'GET',
    path: '/organizations/{organization}/api-keys',
    summary: 'Keys by which programs act for the organization',
    permission: 'keys.manage',
    params: { organization: slug },
    output: z.object({ items: z.array(apiKey) }),
  }),
  create: operation({
    method: 'POST',
    path: '/organizations/{organization}/api-keys',
    summary: 'Make a key; it is shown in this answer and never again',
    permission: 'keys.manage',
    toggle: 'programs',
    confirmed: true,
    status: 201,
    params: { organization: slug },
    body: z.strictObject({ name: name(60), permissions: scopes, days: z.int().min(1).max(365) }),
    output: apiKey.extend({ key: z.string() }),
    errors: ['key-reused'],
  }),
  revoke: operation({
    method: 'DELETE',
    path: '/organizations/{organization}/api-keys/{id}',
    summary: 'End a key at once',
    permission: 'keys.manage',
    untilClosed: true,
    ifMatch: 'honoured',
    params: { organization: slug, id },
    output: apiKey,
    errors: ['wrong-state', 'shared-by-clinics'],
  }),
}
