import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { email, text } from '../kit/text.ts'
import './problems.ts'

/** At least ten characters; whether it is among stolen ones is looked up when it is set. */
export const newPassword = z.string().min(10).max(128)

export const accountRoutes = {
  changePassword: operation({
    method: 'POST',
    path: '/me/password',
    summary: 'A new password; every other device is signed out',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ newPassword }),
    output: z.object({ ended: z.int() }),
  }),
  changeEmail: operation({
    method: 'POST',
    path: '/me/email-change',
    summary: 'Ask for another address: the new one gets a link, the old one a notice',
    permission: 'account',
    confirmed: true,
    status: 202,
    body: z.strictObject({ email }),
    output: z.object({ email: z.string() }),
  }),
  confirmEmail: operation({
    method: 'POST',
    path: '/email-changes/{token}/confirmation',
    summary: 'Confirm a new address by the mailed link',
    permission: 'public',
    params: { token: z.string().min(20).max(100) },
    output: z.object({ email: z.string() }),
    errors: ['link-ended'],
  }),
  export: operation({
    method: 'GET',
    path: '/me/export',
    summary: 'Everything that is kept about my account (GDPR article 20)',
    permission: 'account',
    confirmed: true,
    output: z.record(z.string(), z.unknown()),
  }),
  remove: operation({
    method: 'POST',
    path: '/me/deletion',
    summary: 'Delete my account; what clinics wrote about their patients stays with them',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ email }),
    output: z.object({ id }),
    errors: ['owned-alone'],
  }),
}

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

export const appRoutes = {
  connected: operation({
    method: 'GET',
    path: '/me/apps',
    summary: 'Applications that act for me',
    permission: 'account',
    output: z.object({ items: z.array(connectedApp) }),
  }),
  disconnect: operation({
    method: 'DELETE',
    path: '/me/apps/{id}',
    summary: 'Disconnect an application: its tokens end at once',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id: text(100) },
    output: z.object({ id: z.string() }),
  }),
  consent: operation({
    method: 'GET',
    path: '/consents/{uid}',
    summary: 'What an application asks of me',
    permission: 'account',
    params: { uid: text(100) },
    output: consentAsked,
    errors: ['link-ended'],
  }),
  decide: operation({
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
