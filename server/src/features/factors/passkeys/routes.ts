import { contract } from '@polyclinic/contract/contract.ts'
import { operation } from '../../../kit/http/operation.ts'
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
  options: operation(contract.factors.passkeys.options, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform }) => {
      const person = await nameOf(accounts, accountId)
      const known = await credentialsOf(accounts, accountId)
      const options = await registrationOptions(platform.config, { accountId, ...person }, known)
      const data = { challenge: options.challenge }
      return {
        ceremony: await beginCeremony(accounts, { kind: 'passkey-add', accountId, data }),
        options: { ...options },
      }
    },
  }),

  add: operation(contract.factors.passkeys.add, {
    in: 'accounts',
    // a ceremony is used up by the first look, whatever it shows
    before: async ({ platform, request, access, accountId, input }) => {
      const { ceremony, response } = input.body
      const begun = await inAccounts(platform.transactions, access.caller, { mode: 'write' }, (accounts) =>
        takeCeremony(accounts, 'passkey-add', ceremony),
      )
      if (begun?.accountId !== accountId) throw refuse('link-ended')
      const credential = await verifiedRegistration(platform.config, String(begun.data.challenge), response)
      if (credential) return credential
      await platform.refusals.record(request, { kind: 'passkey-refused', accountId, details: { at: 'adding' } })
      throw refuse('not-confirmed')
    },
    work: async ({ accounts, request, access, accountId, input, before: credential }) => {
      const { name } = input.body
      const added = await addPasskey(accounts, accountId, name, credential)
      if (!added) throw refuse('already-exists')
      const sessionId = access.who?.session?.id ?? ''
      // it was just shown in this very session
      await noteFactor(accounts, { id: sessionId, accountId }, true)
      await recordSecurityEvent(accounts, request, { kind: 'passkey-added', accountId, sessionId, details: { name } })
      return passkeyView(added)
    },
  }),

  rename: operation(contract.factors.passkeys.rename, {
    in: 'accounts',
    work: async ({ accounts, accountId, input }) => {
      const renamed = await renamePasskey(accounts, accountId, input.params.id, input.body.name)
      if (!renamed) throw refuse('not-found')
      return passkeyView(renamed)
    },
  }),

  remove: operation(contract.factors.passkeys.remove, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access, input }) => {
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
  }),
}
