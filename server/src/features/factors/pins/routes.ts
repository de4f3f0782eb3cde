import { contract } from '@polyclinic/contract/contract.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { recordSecurityEvent } from '../../identity/public.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { removePin, setPin, unlockSeat } from './actions.ts'
import { hashPin } from './hashes.ts'

export const pinRoutes = {
  set: accountOperation(
    contract.factors.pins.set,
    async ({ accounts, accountId, platform, request, access, input }) => {
      await setPin(accounts, accountId, await hashPin(platform.master, accountId, input.body.pin))
      await recordSecurityEvent(accounts, request, { kind: 'pin-set', accountId, sessionId: access.who?.session?.id })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  ),

  remove: accountOperation(contract.factors.pins.remove, async ({ accounts, accountId, platform, request, access }) => {
    if ((await removePin(accounts, accountId)) > 0)
      await recordSecurityEvent(accounts, request, {
        kind: 'pin-removed',
        accountId,
        sessionId: access.who?.session?.id,
      })
    return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
  }),

  unlock: freeOperation(contract.factors.pins.unlock, async ({ platform, request, input }) => ({
    account: await unlockSeat(platform, request, input.body),
  })),
}
