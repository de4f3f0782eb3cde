import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { sendCookie } from '../devices/cookies.ts'
import { findDevice } from '../devices/queries.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { leaveSeat, lockSession } from '../seats/actions.ts'
import { shareMachine } from './actions.ts'

export const sharedMachineRoutes = {
  share: operation(contract.identity.sharedMachines.share, {
    in: 'accounts',
    work: async ({ accounts, access, input, request }) => {
      const { lockAfterMinutes } = input.body
      if (!(await shareMachine(accounts, request, access.who?.session?.id ?? '', lockAfterMinutes)))
        throw refuse('not-found')
      return { lockAfterMinutes }
    },
  }),

  lock: operation(contract.identity.sharedMachines.lock, {
    in: 'accounts',
    work: async ({ accounts, accountId, access, platform, request }) => {
      const sessionId = access.who?.session?.id ?? ''
      const seatId = await lockSession(accounts, sessionId)
      if (!seatId) throw refuse('not-found')
      await recordSecurityEvent(accounts, request, { kind: 'locked', accountId, sessionId })
      sendCookie(accounts, platform, request, 'session_token', undefined)
      return { seatId }
    },
  }),

  leave: operation(contract.identity.sharedMachines.leave, {
    in: 'accounts',
    work: async ({ accounts, input, platform, request }) => {
      const device = await findDevice(accounts, platform, request.headers.cookie)
      if (!device || !(await leaveSeat(accounts, request, device.id, input.params.id))) throw refuse('not-found')
      return { id: input.params.id }
    },
  }),
}
