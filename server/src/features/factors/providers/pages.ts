import type { FastifyInstance } from 'fastify'
import { inAccounts, type AccountsTx } from '../../../kit/db/tenant-tx.ts'
import type { Platform } from '../../../kit/http/platform.ts'
import { refuse } from '../../../kit/http/refusal.ts'
import type { CurrentRequest } from '../../../kit/http/request.ts'
import { requestOf } from '../../../kit/http/server.ts'
import {
  cookie,
  cookieIn,
  isGuarded,
  lockUnproved,
  recordSecurityEvent,
  sendCookie,
  takeCeremony,
  type Ceremony,
} from '../../identity/public.ts'
import { completeFirstFactor } from '../factors/actions.ts'
import { accountForIdentity, accountOfIdentity, isSessionOf, linkIdentity } from './actions.ts'
import { endJourney, isCancelled, reasonOf, type Journey } from './openid.ts'
import { addressBelow, isFreshlyProved, languageOf, nameInForm, type Identity, type ProviderProblem } from './rules.ts'

type Outcome = { to: string; search?: Record<string, string> } | { problem: ProviderProblem; reason: string }

export function serveProviderCallbacks(app: FastifyInstance, platform: Platform): void {
  const { origin } = platform.config

  app.get<{ Params: { provider: string } }>(
    '/api/sign-in/callback/:provider',
    { config: { kind: 'data' } },
    async (request, reply) => {
      const back = new URL(request.url, origin)
      return reply.redirect(await comeBack(platform, requestOf(request, reply), request.params.provider, back), 303)
    },
  )

  // a form of another site comes without our cookie; the address that it is sent on to is asked for with it
  app.post<{ Params: { provider: string } }>(
    '/api/sign-in/callback/:provider',
    { config: { kind: 'data' } },
    async (request, reply) => {
      const form = (request.body ?? {}) as Record<string, unknown>
      const search: Record<string, string> = {}
      for (const name of ['code', 'state', 'iss', 'error'])
        if (typeof form[name] === 'string') search[name] = form[name]
      const name = nameInForm(form.user)
      const path = `/api/sign-in/callback/${encodeURIComponent(request.params.provider)}`
      return reply.redirect(addressBelow(origin, path, { ...search, ...(name && { name }) }), 303)
    },
  )
}

async function comeBack(platform: Platform, request: CurrentRequest, id: string, back: URL): Promise<string> {
  const { config, transactions } = platform
  if (!config.signInProviders.some((each) => each.id === id)) throw refuse('not-found')
  const secret = cookieIn(request.headers.cookie, platform, 'sign_in')
  const state = back.searchParams.get('state')
  const begun =
    secret && state
      ? await inAccounts(transactions, { requestId: request.id }, { mode: 'write' }, (accounts) =>
          takeCeremony(accounts, 'provider', secret, { state, provider: id }),
        )
      : undefined
  const outcome: Outcome = begun
    ? await arrive(platform, request, id, back, begun)
    : { problem: 'provider-failed', reason: 'not begun in this browser' }
  if ('to' in outcome) return addressBelow(config.origin, outcome.to, outcome.search)
  await platform.refusals.record(request, {
    kind: 'provider-refused',
    ...(begun?.accountId && { accountId: begun.accountId }),
    details: { provider: id, reason: outcome.reason },
  })
  const { problem } = outcome
  return addressBelow(config.origin, begun?.data.purpose === 'link' ? '/account' : '/sign-in', { problem })
}

async function arrive(
  platform: Platform,
  request: CurrentRequest,
  id: string,
  back: URL,
  begun: Ceremony,
): Promise<Outcome> {
  const { config, transactions, master } = platform
  request.setHeader('set-cookie', cookie(config, master, 'sign_in', undefined))
  const identity = await identified(platform, id, back, begun)
  if ('problem' in identity) return identity
  const { accountId } = begun
  const caller = { requestId: request.id, origin: 'web', ...(accountId && { accountId }) }
  return inAccounts(transactions, caller, { mode: 'write' }, (accounts) =>
    begun.data.purpose === 'link'
      ? link(accounts, request, begun, identity)
      : signIn(accounts, platform, request, begun, identity),
  )
}

async function identified(
  { config }: Platform,
  id: string,
  back: URL,
  { data }: Ceremony,
): Promise<Identity | Extract<Outcome, { problem: unknown }>> {
  const provider = config.signInProviders.find((each) => each.id === id)
  try {
    const identity = provider && (await endJourney(config, provider, back, data as unknown as Journey))
    return identity ?? { problem: 'provider-failed', reason: 'no identity' }
  } catch (error) {
    return { problem: isCancelled(error) ? 'provider-cancelled' : 'provider-failed', reason: reasonOf(error) }
  }
}

async function signIn(
  accounts: AccountsTx,
  platform: Platform,
  request: CurrentRequest,
  { data }: Ceremony,
  identity: Identity,
): Promise<Outcome> {
  let accountId = await accountOfIdentity(accounts, identity)
  if (!accountId) {
    const { email, isVerified } = identity
    // invitations go to addresses: one that the provider does not vouch for is nobody's
    if (!email || !isVerified) return { problem: 'provider-failed', reason: 'the address is not verified' }
    accountId = await accountForIdentity(
      accounts,
      { ...identity, email },
      languageOf(request.headers['accept-language']),
    )
    if (!accountId) return { problem: 'address-in-use', reason: 'the address has an account' }
  }
  const next = typeof data.next === 'string' ? data.next : '/'
  const mustBeFresh = await isGuarded(accounts, platform, request.headers.cookie)
  const first = await completeFirstFactor(accounts, platform, request, accountId, 'provider')
  if ('methods' in first) return { to: '/sign-in/second-factor', search: { next } }
  if (!mustBeFresh || isFreshlyProved(identity, data.setOutAt)) return { to: next }
  await lockUnproved(accounts, first.sessionId)
  // behind the lock they show by PIN or password that it is them
  await recordSecurityEvent(accounts, request, {
    kind: 'locked',
    accountId,
    sessionId: first.sessionId,
    details: { by: 'provider' },
  })
  sendCookie(accounts, platform, request, 'session_token', undefined)
  return { to: '/sign-in', search: { next } }
}

async function link(
  accounts: AccountsTx,
  request: CurrentRequest,
  { accountId = '', data }: Ceremony,
  identity: Identity,
): Promise<Outcome> {
  const sessionId = String(data.sessionId)
  if (!(await isSessionOf(accounts, accountId, sessionId)))
    return { problem: 'provider-failed', reason: 'its session has ended' }
  if ((await linkIdentity(accounts, accountId, identity)) !== accountId)
    return { problem: 'identity-taken', reason: 'the identity is another account’s' }
  const details = { provider: data.provider }
  await recordSecurityEvent(accounts, request, { kind: 'provider-linked', accountId, sessionId, details })
  return { to: '/account', search: { linked: String(data.provider) } }
}
