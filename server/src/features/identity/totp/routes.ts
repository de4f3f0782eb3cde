import { contract } from '@polyclinic/contract/contract.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { lockAccount, nameOf, noteProof, settleSecondFactors } from '../factors/actions.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { recordSecurityEvent } from '../security-events/actions.ts'
import { factorsOf } from '../sessions/queries.ts'
import { beginTotp, confirmTotp, findTotp, removeTotp, replaceRecoveryCodes } from './actions.ts'
import { keyUri } from './rules.ts'

export const totpRoutes = {
  beginTotp: accountOperation(contract.identity.factors.beginTotp, async ({ accounts, accountId, platform }) => {
    const secret = await beginTotp(accounts, platform.master, accountId)
    if (!secret) throw refuse('already-exists')
    const { email } = await nameOf(accounts, accountId)
    return { secret, uri: keyUri('Polyclinic', email, secret) }
  }),

  confirmTotp: freeOperation(
    contract.identity.factors.confirmTotp,
    async ({ platform, request, access, accountId, input }) => {
      const begun = await inAccounts(platform.transactions, access.caller, { mode: 'read' }, (accounts) =>
        findTotp(accounts, accountId),
      )
      if (begun?.is_confirmed) throw refuse('already-exists')
      const guess = await takeGuess(platform, request, { at: 'second-factor', whose: accountId, accountId })
      const codes = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, async (accounts) => {
        if (!(await confirmTotp(accounts, platform.master, accountId, input.body.code))) return undefined
        const sessionId = access.who?.session?.id ?? ''
        await noteProof(accounts, sessionId, { hasSecondFactor: true })
        await recordSecurityEvent(accounts, request, { kind: 'totp-added', accountId, sessionId })
        return replaceRecoveryCodes(accounts, platform.master, accountId)
      })
      if (!codes) {
        await platform.refusals.record(request, { kind: 'second-factor-refused', accountId, details: { at: 'adding' } })
        throw refuse('not-confirmed')
      }
      await giveBack(platform, guess)
      return { codes }
    },
  ),

  removeTotp: accountOperation(
    contract.identity.factors.removeTotp,
    async ({ accounts, accountId, platform, request, access }) => {
      await lockAccount(accounts, accountId)
      if (!(await removeTotp(accounts, accountId))) throw refuse('not-found')
      await settleSecondFactors(accounts, accountId)
      await recordSecurityEvent(accounts, request, {
        kind: 'totp-removed',
        accountId,
        sessionId: access.who?.session?.id,
      })
      return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
    },
  ),

  renewRecoveryCodes: accountOperation(
    contract.identity.factors.renewRecoveryCodes,
    async ({ accounts, accountId, platform, request, access }) => {
      await lockAccount(accounts, accountId)
      const factors = await factorsOf(accounts, accountId)
      if (factors.length === 0) throw refuse('wrong-state', { state: 'no-second-factor' })
      const codes = await replaceRecoveryCodes(accounts, platform.master, accountId)
      await recordSecurityEvent(accounts, request, {
        kind: 'recovery-codes-made',
        accountId,
        sessionId: access.who?.session?.id,
      })
      return { codes }
    },
  ),
}
