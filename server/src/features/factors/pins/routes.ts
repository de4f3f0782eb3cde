import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
import { recordSecurityEvent, reopenSeat } from '../../identity/public.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { giveBack } from '../guesses/actions.ts'
import { examineSeat, removePin, setPin } from './actions.ts'
import { hashPin } from './hashes.ts'

export const pinRoutes = {
  set: operation(contract.factors.pins.set, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access, input }) => {
      await setPin(accounts, accountId, await hashPin(platform.master, accountId, input.body.pin))
      await recordSecurityEvent(accounts, request, { kind: 'pin-set', accountId, sessionId: access.who?.session?.id })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  }),

  remove: operation(contract.factors.pins.remove, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access }) => {
      if ((await removePin(accounts, accountId)) > 0)
        await recordSecurityEvent(accounts, request, {
          kind: 'pin-removed',
          accountId,
          sessionId: access.who?.session?.id,
        })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  }),

  unlock: operation(contract.factors.pins.unlock, {
    in: 'accounts',
    before: ({ platform, request, input }) => examineSeat(platform, request, input.body),
    bind: ({ seat }) => ({ accountId: seat.user_id, origin: 'web' }),
    work: async ({ accounts, platform, request, input, before: { seat, byPassword } }) => {
      await reopenSeat(accounts, platform, request, input.body.seatId, byPassword)
      return { account: { id: seat.user_id, name: seat.name } }
    },
    after: async ({ platform, before, result }) => {
      if (before) await giveBack(platform, before.guess)
      return result
    },
  }),
}
