import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import { factors } from './factors.ts'
import { totpCode } from './sign-in.ts'

const codes = z.object({ codes: z.array(z.string()) })

export const totpRoutes = {
  begin: operation({
    operationId: 'factors.beginTotp',
    method: 'POST',
    path: '/me/totp',
    summary: 'Begin with an authenticator app; nothing changes before a code of it was right',
    permission: 'account',
    confirmed: true,
    output: z.object({ secret: z.string(), uri: z.string() }),
    errors: ['already-exists'],
  }),
  confirm: operation({
    operationId: 'factors.confirmTotp',
    method: 'POST',
    path: '/me/totp/confirmation',
    summary: 'The app’s first code; answers the recovery codes, once',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ code: totpCode }),
    output: codes,
    errors: ['not-confirmed', 'already-exists'],
  }),
  remove: operation({
    operationId: 'factors.removeTotp',
    method: 'DELETE',
    path: '/me/totp',
    summary: 'Do without the authenticator app; its recovery codes go with it',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    output: factors,
  }),
  renewRecoveryCodes: operation({
    operationId: 'factors.renewRecoveryCodes',
    method: 'POST',
    path: '/me/recovery-codes',
    summary: 'New recovery codes; the old ones end',
    permission: 'account',
    confirmed: true,
    output: codes,
    errors: ['wrong-state'],
  }),
}
