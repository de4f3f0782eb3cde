import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'
import { factors } from './factors.ts'
import { pin, signedIn } from './sign-in.ts'

export const pinRoutes = {
  set: operation({
    operationId: 'factors.setPin',
    method: 'PUT',
    path: '/me/pin',
    summary: 'The PIN that unlocks my screen at a shared machine',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    body: z.strictObject({ pin }),
    output: factors,
  }),
  remove: operation({
    operationId: 'factors.removePin',
    method: 'DELETE',
    path: '/me/pin',
    summary: 'Unlock by password again',
    permission: 'account',
    confirmed: true,
    ifMatch: 'honoured',
    output: factors,
  }),
  unlock: operation({
    operationId: 'desk.unlock',
    method: 'POST',
    path: '/desk/unlock',
    summary: 'Go on as a colleague who is locked here, by PIN or password; after five wrong ones they sign in anew',
    permission: 'public',
    body: z.strictObject({ seatId: id, pin: pin.optional(), password: z.string().max(128).optional() }),
    output: signedIn,
    errors: ['not-confirmed', 'link-ended'],
  }),
}
