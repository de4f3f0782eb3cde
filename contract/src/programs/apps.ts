import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { wrong } from '../kit/problem.ts'
import { name, slug } from '../kit/text.ts'
import { scopes } from './api-keys.ts'
import './problems.ts'

/** Exact; https, or http on the own machine (RFC 8252 §7.3), or a scheme of the app's own (§7.1). No fragment. */
export const redirectUri = z
  .string()
  .trim()
  .max(500)
  .refine(
    (value) => {
      if (!URL.canParse(value) || value.includes('#') || value.includes('*')) return false
      const { protocol, hostname } = new URL(value)
      if (protocol === 'https:') return true
      if (protocol === 'http:') return ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
      return /^[a-z][a-z0-9-]*(\.[a-z0-9-]+)+:$/.test(protocol)
    },
    wrong('needs https, this machine or a scheme of its own', 'redirect'),
  )

export const app = z
  .object({
    id,
    name: z.string(),
    redirectUris: z.array(z.string()),
    scopes: z.array(z.string()),
    /** It can keep a secret: a program on a server. */
    isConfidential: z.boolean(),
    createdAt: z.string(),
    lastUsedAt: z.string().optional(),
  })
  .meta({ id: 'App' })

export type App = z.infer<typeof app>

export const appRoutes = {
  list: operation({
    operationId: 'appClients.list',
    method: 'GET',
    path: '/organizations/{organization}/apps',
    summary: 'Applications of others that members may connect',
    permission: 'keys.manage',
    params: { organization: slug },
    output: z.object({ items: z.array(app) }),
  }),
  create: operation({
    operationId: 'appClients.create',
    method: 'POST',
    path: '/organizations/{organization}/apps',
    summary: 'Let an application in; its secret, if it has one, is shown in this answer and never again',
    permission: 'keys.manage',
    toggle: 'programs',
    reach: 'organization',
    confirmed: true,
    status: 201,
    params: { organization: slug },
    body: z.strictObject({
      name: name(60),
      redirectUris: z.array(redirectUri).min(1).max(10),
      scopes,
      isConfidential: z.boolean(),
    }),
    output: app.extend({ secret: z.string().optional() }),
    errors: ['key-reused'],
  }),
  remove: operation({
    operationId: 'appClients.remove',
    method: 'DELETE',
    path: '/organizations/{organization}/apps/{id}',
    summary: 'Shut an application out: its tokens end at once',
    permission: 'keys.manage',
    untilClosed: true,
    reach: 'organization',
    ifMatch: 'honoured',
    params: { organization: slug, id },
    output: z.object({ id }),
  }),
}
