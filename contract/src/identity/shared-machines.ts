import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { operation } from '../kit/operation.ts'

/** One machine, several people, each under their own name; a locked one waits in a seat. */
export const sharedMachineRoutes = {
  share: operation({
    operationId: 'desk.share',
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
    operationId: 'desk.lock',
    method: 'POST',
    path: '/desk/lock',
    summary: 'Lock the screen: the session ends and waits for its PIN or password',
    permission: 'account',
    output: z.object({ seatId: id }),
  }),
  leave: operation({
    operationId: 'desk.leave',
    method: 'DELETE',
    path: '/desk/seats/{id}',
    summary: 'Sign a locked colleague out of this machine',
    permission: 'public',
    ifMatch: 'honoured',
    params: { id },
    output: z.object({ id }),
  }),
}
