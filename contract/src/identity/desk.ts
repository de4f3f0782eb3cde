import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { pin, signedIn } from './sign-in.ts'

/** A front desk: one machine, several people, each under their own name. */
export const deskRoutes = {
  share: operation({
    method: 'PUT',
    path: '/desk',
    summary:
      'Say that several people share this machine, and after how many minutes it locks by itself; null: it is mine alone',
    permission: 'account',
    ifMatch: 'honoured',
    body: z.strictObject({ lockAfterMinutes: z.int().min(1).max(120).nullable() }),
    output: z.object({ lockAfterMinutes: z.int().nullable() }),
  }),
  lock: operation({
    method: 'POST',
    path: '/desk/lock',
    summary: 'Lock the screen: the session ends and waits for its PIN or password',
    permission: 'account',
    output: z.object({ seatId: id }),
  }),
  unlock: operation({
    method: 'POST',
    path: '/desk/unlock',
    summary: 'Go on as a colleague who is locked here, by PIN or password; after five wrong ones they sign in anew',
    permission: 'public',
    body: z.strictObject({ seatId: id, pin: pin.optional(), password: z.string().max(128).optional() }),
    output: signedIn,
    errors: ['not-confirmed', 'link-ended'],
  }),
  leave: operation({
    method: 'DELETE',
    path: '/desk/seats/{id}',
    summary: 'Sign a locked colleague out of this machine',
    permission: 'public',
    ifMatch: 'honoured',
    params: { id },
    output: z.object({ id }),
  }),
}
