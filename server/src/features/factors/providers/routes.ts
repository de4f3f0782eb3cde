import { contract } from '@polyclinic/contract/contract.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { inAccounts, type Caller } from '../../../kit/db/tenant-tx.ts'
import { accountOperation, freeOperation } from '../../../kit/http/operation.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse, refuseField } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { beginCeremony, cookie, isGuarded, lockAccount, recordSecurityEvent } from '../../identity/public.ts'
import { waysLeft } from '../factors/actions.ts'
import { findFactors } from '../factors/queries.ts'
import { factorsView } from '../factors/view.ts'
import { unlinkIdentity } from './actions.ts'
import { beginJourney, reasonOf } from './openid.ts'
import { providerName, providerOfIssuer } from '../factors/rules.ts'

/** What a journey to a provider is for. */
type Purpose = { purpose: 'sign-in'; next?: string } | { purpose: 'link'; accountId: string; sessionId: string }

/** Sends a browser to a provider; the cookie that it is given is asked for when it comes back. */
async function setOut(
  platform: Platform,
  request: CurrentRequest,
  caller: Caller,
  id: string,
  purpose: Purpose,
): Promise<{ url: string }> {
  const provider = platform.config.signInProviders.find((each) => each.id === id)
  if (!provider) throw refuseField('provider', 'unknown', 'is not known here')
  // the provider may remember who sat here, and a screen that they locked must not open by that
  const isToBeAnew = await inAccounts(platform.transactions, caller, { mode: 'read' }, (accounts) =>
    isGuarded(accounts, platform, request.headers.cookie),
  )
  const { url, journey } = await begun(platform, request, provider, isToBeAnew)
  const secret = await inAccounts(platform.transactions, caller, { mode: 'write' }, (accounts) =>
    beginCeremony(accounts, {
      kind: 'provider',
      ...(purpose.purpose === 'link' && { accountId: purpose.accountId }),
      data: { ...journey, ...purpose, provider: provider.id, setOutAt: Math.floor(Date.now() / 1000) },
    }),
  )
  request.setHeader('set-cookie', cookie(platform.config, platform.master, 'sign_in', secret))
  return { url }
}

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

export const beginProviderSignIn = freeOperation(
  contract.factors.signIn.withProvider,
  ({ platform, request, access, input: { body } }) =>
    setOut(platform, request, access.caller, body.provider, {
      purpose: 'sign-in',
      ...(body.next && { next: body.next }),
    }),
)

export const providerRoutes = {
  link: freeOperation(contract.factors.providers.link, ({ platform, request, access, accountId, input: { body } }) =>
    setOut(platform, request, access.caller, body.provider, {
      purpose: 'link',
      accountId,
      sessionId: access.who?.session?.id ?? '',
    }),
  ),

  unlink: accountOperation(
    contract.factors.providers.unlink,
    async ({ accounts, accountId, platform, request, access, input }) => {
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
  ),
}
