import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { email } from '../kit/text.ts'
import './problems.ts'

export const accountRoutes = {
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
