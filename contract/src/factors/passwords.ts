import { z } from 'zod'
import { operation } from '../kit/operation.ts'
import './problems.ts'

/** At least ten characters; whether it is among stolen ones is looked up when it is set. */
export const newPassword = z.string().min(10).max(128)

export const passwordRoutes = {
  change: operation({
    operationId: 'account.changePassword',
    method: 'POST',
    path: '/me/password',
    summary: 'A new password; every other device is signed out',
    permission: 'account',
    confirmed: true,
    body: z.strictObject({ newPassword }),
    output: z.object({ ended: z.int() }),
  }),
}
