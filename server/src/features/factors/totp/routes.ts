import { contract } from '@polyclinic/contract/contract.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { lockAccount, nameOf, recordSecurityEvent } from '../../identity/public.ts'
import { noteFactor, settleSecondFactors } from '../factors/actions.ts'
import { findFactors, secondFactorsOf } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { beginTotp, confirmTotp, findTotp, removeTotp, replaceRecoveryCodes } from './actions.ts'
import { keyUri } from './rules.ts'

export const totpRoutes = {
  begin: accountOperation(contract.factors.totp.begin, async ({ accounts, accountId, platform }) => {
    const secret = await beginTotp(accounts, platform.master, accountId)
    if (!secret) throw refuse('already-exists')
    const { email } = await nameOf(accounts, accountId)
    return { secret, uri: keyUri('Polyclinic', email, secret) }
  }),

  confirm: freeOperation(contract.factors.totp.confirm, async ({ platform, request, access, accountId, input }) => {
    const begun = await inAccounts(platform.transactions, access.caller, { mode: 'read' }, (accounts) =>
      findTotp(accounts, accountId),
    )
    if (begun?.is_confirmed) throw refuse('already-exists')
    const guess = await takeGuess(platform, request, { at: 'second-factor', whose: accountId, accountId })
    const codes = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, async (accounts) => {
      if (!(await confirmTotp(accounts, platform.master, accountId, input.body.code))) return undefined
      const sessionId = access.who?.session?.id ?? ''
      await noteFactor(accounts, { id: sessionId, accountId }, true)
      await recordSecurityEvent(accounts, request, { kind: 'totp-added', accountId, sessionId })
      return replaceRecoveryCodes(accounts, platform.master, accountId)
    })
    if (!codes) {
      await platform.refusals.record(request, { kind: 'second-factor-refused', accountId, details: { at: 'adding' } })
      throw refuse('not-confirmed')
    }
    await giveBack(platform, guess)
    return { codes }
  }),

  remove: accountOperation(contract.factors.totp.remove, async ({ accounts, accountId, platform, request, access }) => {
    await lockAccount(accounts, accountId)
    if (!(await removeTotp(accounts, accountId))) throw refuse('not-found')
    await settleSecondFactors(accounts, accountId)
    await recordSecurityEvent(accounts, request, {
      kind: 'totp-removed',
      accountId,
      sessionId: access.who?.session?.id,
    })
    return factorsView(await findFactors(accounts, accountId), platform.config.signInProviders)
  }),

  renewRecoveryCodes: accountOperation(
    contract.factors.totp.renewRecoveryCodes,
    async ({ accounts, accountId, platform, request, access }) => {
      await lockAccount(accounts, accountId)
      const factors = await secondFactorsOf(accounts, accountId)
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
