import { contract } from '@polyclinic/contract/contract.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import { inAccounts } from '../../../kit/db/tenant-tx.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import { beginCeremony, lockAccount, nameOf, recordSecurityEvent, takeCeremony } from '../../identity/public.ts'
import { noteFactor, settleSecondFactors, waysLeft } from '../factors/actions.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView, passkeyView } from '../factors/view.ts'
import { providerOfIssuer } from '../factors/rules.ts'
import { addPasskey, removePasskey, renamePasskey } from './actions.ts'
import { credentialsOf } from './queries.ts'
import { registrationOptions, verifiedRegistration } from './web-authn.ts'

export const passkeyRoutes = {
  options: accountOperation(contract.factors.passkeys.options, async ({ accounts, accountId, platform }) => {
    const person = await nameOf(accounts, accountId)
    const known = await credentialsOf(accounts, accountId)
    const options = await registrationOptions(platform.config, { accountId, ...person }, known)
    const data = { challenge: options.challenge }
    return {
      ceremony: await beginCeremony(accounts, { kind: 'passkey-add', accountId, data }),
      options: { ...options },
    }
  }),

  add: freeOperation(contract.factors.passkeys.add, async ({ platform, request, access, accountId, input }) => {
    const { ceremony, response, name } = input.body
    const begun = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
      takeCeremony(accounts, 'passkey-add', ceremony),
    )
    if (begun?.accountId !== accountId) throw refuse('link-ended')
    const credential = await verifiedRegistration(platform.config, String(begun.data.challenge), response)
    if (!credential) {
      await platform.refusals.record(request, { kind: 'passkey-refused', accountId, details: { at: 'adding' } })
      throw refuse('not-confirmed')
    }
    return inAccounts(platform.transactions, access.caller, { mode: 'write' }, async (accounts) => {
      const added = await addPasskey(accounts, accountId, name, credential)
      if (!added) throw refuse('already-exists')
      const sessionId = access.who?.session?.id ?? ''
      // it was just shown in this very session
      await noteFactor(accounts, { id: sessionId, accountId }, true)
      await recordSecurityEvent(accounts, request, { kind: 'passkey-added', accountId, sessionId, details: { name } })
      return passkeyView(added)
    })
  }),

  rename: accountOperation(contract.factors.passkeys.rename, async ({ accounts, accountId, input }) => {
    const renamed = await renamePasskey(accounts, accountId, input.params.id, input.body.name)
    if (!renamed) throw refuse('not-found')
    return passkeyView(renamed)
  }),

  remove: accountOperation(
    contract.factors.passkeys.remove,
    async ({ accounts, accountId, platform, request, access, input }) => {
      const { signInProviders } = platform.config
      await lockAccount(accounts, accountId)
      const removed = await removePasskey(accounts, accountId, input.params.id)
      if (removed === 0) throw refuse('not-found')
      const isConfigured = (issuer: string) => providerOfIssuer(signInProviders, issuer) !== undefined
      if ((await waysLeft(accounts, accountId, isConfigured)) === 0) throw refuse('last-way-in')
      await settleSecondFactors(accounts, accountId)
      await recordSecurityEvent(accounts, request, {
        kind: 'passkey-removed',
        accountId,
        sessionId: access.who?.session?.id,
      })
      return factorsView(await findFactors(accounts, accountId), signInProviders)
    },
  ),
}
