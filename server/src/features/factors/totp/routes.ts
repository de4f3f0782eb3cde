import { contract } from '@polyclinic/contract/contract.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import { isRefusal, refuse } from '../../../kit/http/refusal.ts'
import { lockAccount, nameOf, recordSecurityEvent } from '../../identity/public.ts'
import { noteFactor, settleSecondFactors } from '../factors/actions.ts'
import { findFactors, secondFactorsOf } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { giveBack, takeGuess } from '../guesses/actions.ts'
import { beginTotp, confirmTotp, findTotp, removeTotp, replaceRecoveryCodes } from './actions.ts'
import { keyUri } from './rules.ts'

export const totpRoutes = {
  begin: operation(contract.factors.totp.begin, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform }) => {
      const secret = await beginTotp(accounts, platform.master, accountId)
      if (!secret) throw refuse('already-exists')
      const { email } = await nameOf(accounts, accountId)
      return { secret, uri: keyUri('Polyclinic', email, secret) }
    },
  }),

  confirm: operation(contract.factors.totp.confirm, {
    in: 'accounts',
    // counted before it is looked at
    before: async ({ platform, request, access, accountId }) => {
      const begun = await inAccounts(platform.transactions, access.caller, { mode: 'read' }, (accounts) =>
        findTotp(accounts, accountId),
      )
      if (begun?.is_confirmed) throw refuse('already-exists')
      return takeGuess(platform, request, { at: 'second-factor', whose: accountId, accountId })
    },
    work: async ({ accounts, platform, request, access, accountId, input }) => {
      if (!(await confirmTotp(accounts, platform.master, accountId, input.body.code))) throw refuse('not-confirmed')
      const sessionId = access.who?.session?.id ?? ''
      await noteFactor(accounts, { id: sessionId, accountId }, true)
      await recordSecurityEvent(accounts, request, { kind: 'totp-added', accountId, sessionId })
      return { codes: await replaceRecoveryCodes(accounts, platform.master, accountId) }
    },
    refused: async ({ platform, request, accountId, error }) => {
      if (isRefusal(error, 'not-confirmed'))
        await platform.refusals.record(request, { kind: 'second-factor-refused', accountId, details: { at: 'adding' } })
    },
    after: async ({ platform, before: guess, result }) => {
      if (guess) await giveBack(platform, guess)
      return result
    },
  }),

  remove: operation(contract.factors.totp.remove, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access }) => {
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
  }),

  renewRecoveryCodes: operation(contract.factors.totp.renewRecoveryCodes, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access }) => {
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
  }),
}
