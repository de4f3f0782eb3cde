import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { name, text } from '../kit/text.ts'
import { factors, passkey } from './factors.ts'
import './problems.ts'
import { ceremony, webAuthn } from './sign-in.ts'

export const passkeyRoutes = {
  options: operation({
    operationId: 'factors.passkeyOptions',
    method: 'POST',
    path: '/me/passkeys/options',
    summary: 'Begin with a new passkey',
    permission: 'account',
    confirmed: true,
    output: ceremony,
  }),
  add: operation({
    operationId: 'factors.addPasskey',
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
  rename: operation({
    operationId: 'factors.renamePasskey',
    method: 'PATCH',
    path: '/me/passkeys/{id}',
    summary: 'Rename a passkey',
    permission: 'account',
    ifMatch: 'honoured',
    params: { id },
    body: z.strictObject({ name: name(60) }),
    output: passkey,
  }),
  remove: operation({
    operationId: 'factors.removePasskey',
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
}
