import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { text } from '../kit/text.ts'

export const connectedApp = z
  .object({
    id: z.string(),
    name: z.string(),
    organization: z.object({ slug: z.string(), name: z.string() }),
    scopes: z.array(z.string()),
    since: z.string(),
  })
  .meta({ id: 'ConnectedApp' })

export const consentAsked = z
  .object({
    app: z.object({ name: z.string(), origin: z.string() }),
    organization: z.object({ slug: z.string(), name: z.string() }),
    scopes: z.array(z.object({ key: z.string(), /** The member's role includes it. */ isHeld: z.boolean() })),
    /** The application goes on while the person is away. */
    isLasting: z.boolean(),
  })
  .meta({ id: 'ConsentAsked' })

export type ConsentAsked = z.infer<typeof consentAsked>

export const connectedAppRoutes = {
  list: operation({
    operationId: 'apps.connected',
    method: 'GET',
    path: '/me/apps',
    summary: 'Applications that act for me',
    permission: 'account',
    output: z.object({ items: z.array(connectedApp) }),
  }),
  disconnect: operation({
    operationId: 'apps.disconnect',
    method: 'DELETE',
    path: '/me/apps/{id}',
    summary: 'Disconnect an application: its tokens end at once',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id: text(100) },
    output: z.object({ id: z.string() }),
  }),
  consent: operation({
    operationId: 'apps.consent',
    method: 'GET',
    path: '/consents/{uid}',
    summary: 'What an application asks of me',
    permission: 'account',
    params: { uid: text(100) },
    output: consentAsked,
    errors: ['link-ended'],
  }),
  decide: operation({
    operationId: 'apps.decide',
    method: 'POST',
    path: '/consents/{uid}/decision',
    summary: 'Allow or refuse; the browser goes to the answered address',
    permission: 'account',
    params: { uid: text(100) },
    body: z.strictObject({ allow: z.boolean(), scopes: z.array(text(60)).max(50).optional() }),
    output: z.object({ url: z.string() }),
    errors: ['link-ended'],
  }),
}
