import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { name, text } from '../kit/text.ts'
import { ceremony, pin, totpCode, webAuthn } from './sign-in.ts'
import './problems.ts'

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

/** How the account can be entered and confirmed. */
export const factors = z
  .object({
    hasPassword: z.boolean(),
    totp: z.object({ since: z.string() }).optional(),
    recoveryCodesLeft: z.int(),
    passkeys: z.array(passkey),
    hasPin: z.boolean(),
    /** Sign-ins at providers that lead to this account. */
    providers: z.array(z.object({ id, name: z.string(), email: z.string().optional(), since: z.string() })),
    /** What {@link factorRoutes.confirm} takes from this account. */
    confirmBy: z.array(z.enum(['password', 'totp', 'passkey'])),
  })
  .meta({ id: 'Factors' })

export type Factors = z.infer<typeof factors>

const codes = z.object({ codes: z.array(z.string()) })

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
  beginTotp: operation({
    method: 'POST',
    path: '/me/totp',
    summary: 'Begin with an authenticator app; nothing changes before a code of it was right',
    permission: 'account',
    confirmed: true,
    output: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['already-exists'],
  }),
  confirmTotp: operation({
    method: 'POST',
    path: '/me/totp/confirmation',
    summary: 'The app’s first code; answers the recovery codes, once',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ code: totpCode }),
    output: codes,
    errors: ['not-confirmed', 'already-exists'],
  }),
  removeTotp: operation({
    method: 'DELETE',
    path: '/me/totp',
    summary: 'Do without the authenticator app; its recovery codes go with it',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    output: factors,
  }),
  renewRecoveryCodes: operation({
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'New recovery codes; the old ones end',
    permission: 'account',
    confirmed: true,
    output: codes,
    errors: ['wrong-state'],
  }),
  passkeyOptions: operation({
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'Begin with a new passkey',
    permission: 'account',
    confirmed: true,
    output: ceremony,
  }),
  addPasskey: operation({
    method: 'POST',
    path: '/me/passkeys',
    summary: 'Add a passkey',
    permission: 'account',
    confirmed: true,
    status: 201,
    body: z.strictObject({ ceremony: text(100), response: webAuthn, name: name(60) }),
    output: passkey,
    errors: ['not-confirmed', 'link-ended', 'already-exists'],
  }),
  renamePasskey: operation({
    method: 'PATCH',
    path: '/me/passkeys/{id}',
    summary: 'Rename a passkey',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id },
    body: z.strictObject({ name: name(60) }),
    output: passkey,
  }),
  removePasskey: operation({
    method: 'DELETE',
    path: '/me/passkeys/{id}',
    summary: 'Remove a passkey',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    params: { id },
    output: factors,
    errors: ['last-way-in'],
  }),
  setPin: operation({
    method: 'PUT',
    path: '/me/pin',
    summary: 'The PIN that unlocks my screen at a shared machine',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    body: z.strictObject({ pin }),
    output: factors,
  }),
  removePin: operation({
    method: 'DELETE',
    path: '/me/pin',
    summary: 'Unlock by password again',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    output: factors,
  }),
  linkProvider: operation({
    method: 'POST',
    path: '/me/providers',
    summary: 'Begin to connect a sign-in at a provider; the browser goes to the answered address',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ provider: text(60) }),
    output: z.object({ url: z.string() }),
  }),
  unlinkProvider: operation({
    method: 'DELETE',
    path: '/me/providers/{id}',
    summary: 'Do without a sign-in at a provider',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    params: { id },
    output: factors,
    errors: ['last-way-in'],
  }),
}
