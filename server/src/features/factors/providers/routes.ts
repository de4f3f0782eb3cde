import { contract } from '@polyclinic/contract/contract.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import { operation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import type { Given } from '../../../kit/http/steps.ts'
import { beginCeremony, isGuarded, lockAccount, recordSecurityEvent, sendCookie } from '../../identity/public.ts'
import { waysLeft } from '../factors/actions.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { unlinkIdentity } from './actions.ts'
import { beginJourney, reasonOf } from './openid.ts'
import { providerName, providerOfIssuer } from '../factors/rules.ts'

type Purpose = { purpose: 'sign-in'; next?: string } | { purpose: 'link'; accountId: string; sessionId: string }

type Asked = Given<{ body: { provider: string; next?: string } }>

/** Sends a browser to a provider; the cookie that it is given is asked for when it comes back. */
const settingOut = (purposeOf: (asked: Asked) => Purpose) => ({
  in: 'accounts' as const,
  before: async ({ platform, request, access, input }: Asked) => {
    const provider = platform.config.signInProviders.find(({ id }) => id === input.body.provider)
    if (!provider) throw refuseField('provider', 'unknown', 'is not known here')
    // the provider may remember who sat here, and a screen that they locked must not open by that
    const isToBeAnew = await inAccounts(platform.transactions, access.caller, { mode: 'read' }, (accounts) =>
      isGuarded(accounts, platform, request.headers.cookie),
    )
    return begun(platform, request, provider, isToBeAnew)
  },
  work: async (asked: Asked & { accounts: AccountsTx; before: Awaited<ReturnType<typeof begun>> }) => {
    const { accounts, platform, request, input, before } = asked
    const purpose = purposeOf(asked)
    const secret = await beginCeremony(accounts, {
      kind: 'provider',
      ...(purpose.purpose === 'link' && { accountId: purpose.accountId }),
      data: {
        ...before.journey,
        ...purpose,
        provider: input.body.provider,
        setOutAt: Math.floor(Date.now() / 1000),
      },
    })
    sendCookie(accounts, platform, request, 'sign_in', secret)
    return { url: before.url }
  },
})

async function begun(platform: Platform, request: CurrentRequest, provider: SignInProvider, anew: boolean) {
  try {
    return await beginJourney(platform.config, provider, anew)
  } catch (error) {
    const reason = reasonOf(error)
    platform.log.warn({ part: 'provider', provider: provider.id, reason }, 'a provider does not answer')
    await platform.refusals.record(request, { kind: 'provider-refused', details: { provider: provider.id, reason } })
    throw refuse('unavailable')
  }
}

export const beginProviderSignIn = operation(
  contract.factors.signIn.withProvider,
  settingOut(({ input: { body } }) => ({ purpose: 'sign-in', ...(body.next && { next: body.next }) })),
)

export const providerRoutes = {
  link: operation(
    contract.factors.providers.link,
    settingOut(({ accountId, access }) => ({ purpose: 'link', accountId, sessionId: access.who?.session?.id ?? '' })),
  ),

  unlink: operation(contract.factors.providers.unlink, {
    in: 'accounts',
    work: async ({ accounts, accountId, platform, request, access, input }) => {
      const { signInProviders } = platform.config
      await lockAccount(accounts, accountId)
      const issuer = await unlinkIdentity(accounts, accountId, input.params.id)
      if (!issuer) throw refuse('not-found')
      const isConfigured = (each: string) => providerOfIssuer(signInProviders, each) !== undefined
      if ((await waysLeft(accounts, accountId, isConfigured)) === 0) throw refuse('last-way-in')
      await recordSecurityEvent(accounts, request, {
        kind: 'provider-unlinked',
        accountId,
        sessionId: access.who?.session?.id,
        details: { provider: providerName(signInProviders, issuer) },
      })
      return factorsView(await findFactors(accounts, accountId), signInProviders)
    },
  }),
}
