import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { text } from '../kit/text.ts'
import { ceremony, totpCode, webAuthn } from './sign-in.ts'

export const passkey = z
  .object({
    id,
    name: z.string(),
    createdAt: z.string(),
    lastUsedAt: z.string().optional(),
    /** Kept by an account of the maker, not on one device alone. */
    isSynced: z.boolean(),
  })
  .meta({ id: 'Passkey' })

export type Passkey = z.infer<typeof passkey>

export const factors = z
  .object({
    hasPassword: z.boolean(),
    totp: z.object({ since: z.string() }).optional(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(passkey),
    hasPin: z.boolean(),
    providers: z.array(z.object({ id, name: z.string(), email: z.string().optional(), since: z.string() })),
    confirmBy: z.array(z.enum(['password', 'totp', 'passkey'])),
  })
  .meta({ id: 'Factors' })

export type Factors = z.infer<typeof factors>

export const factorRoutes = {
  get: operation({
    method: 'GET',
    path: '/me/factors',
    summary: 'How my account can be entered',
    permission: 'account',
    output: factors,
  }),
  confirmOptions: operation({
    method: 'POST',
    path: '/me/confirmation/passkey-options',
    summary: 'Begin a confirmation with a passkey',
    permission: 'account',
    output: ceremony,
  }),
  confirm: operation({
    method: 'POST',
    path: '/me/confirmation',
    summary: 'Prove that it is me: opens for ten minutes what asks for it',
    permission: 'account',
    body: z.discriminatedUnion('method', [
      z.strictObject({ method: z.literal('password'), password: z.string().max(128) }),
      z.strictObject({ method: z.literal('totp'), code: totpCode }),
      z.strictObject({ method: z.literal('passkey'), ceremony: text(100), response: webAuthn }),
    ]),
    output: z.object({ until: z.string() }),
    errors: ['not-confirmed', 'link-ended'],
  }),
}
