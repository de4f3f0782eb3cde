import { createHash, timingSafeEqual } from 'node:crypto'
import type Provider from 'oidc-provider'
import type { Adapter, ClientMetadata, Configuration, interactionPolicy, KoaContextWithOIDC } from 'oidc-provider'
import { permissions } from '@polyclinic/contract/kit/permission.ts'
import type { Config } from '../../../kit/config/config.ts'
import type { MasterKey } from '../../../kit/crypto/master-key.ts'
import { consentCookieName, consentCookiePath, consentSeal, cookieKey, signingKey } from './keys.ts'
import type { ClientRow, PersonRow, Standing } from './queries.ts'
import { isNative, lifetimes, personalScopes } from './rules.ts'

export interface Here {
  accountId: string
  hasSecondFactor: boolean
  /** Seconds since 1970. */
  provedAt: number
}

export interface Answers {
  config: Config
  master: MasterKey
  recordsOf(model: string): Adapter
  findClient(id: string): Promise<ClientRow | undefined>
  findPerson(id: string): Promise<PersonRow | undefined>
  findGrant(accountId: string, clientId: string): Promise<string | undefined>
  standingOf(accountId: string, organizationId: string): Promise<Standing>
  whoIsHere(cookies: string | undefined): Promise<Here | undefined>
  errorPage(ctx: KoaContextWithOIDC, error: { error: string; error_description?: string }): void
}

type Class = typeof Provider
type Policy = Pick<typeof interactionPolicy, 'base' | 'Check'>

const organizationOf = (ctx: KoaContextWithOIDC) =>
  (ctx.oidc.client as unknown as { organization_id: string }).organization_id

/** Code and PKCE for everybody, rotating refresh tokens, opaque access tokens, exact addresses: OAuth 2.1 and RFC 9700. */
export function createProvider(Class: Class, policy: Policy, answers: Answers): Provider {
  const { config } = answers
  const provider = new Class(`${config.origin}/oauth`, {
    ...fixed,
    adapter: (model: string) => (model === 'Client' ? clientsOf(answers) : answers.recordsOf(model)),
    jwks: { keys: [signingKey(answers.master)] },
    cookies: cookiesOf(answers),
    ...decidedByUs(policy, answers),
    clientBasedCORS: (_ctx, origin, client) =>
      client.clientAuthMethod === 'none' &&
      (client.redirectUris ?? []).some((uri) => uri.startsWith('http') && new URL(uri).origin === origin),
    renderError: (ctx, out) => answers.errorPage(ctx, out),
  })
  // kept as a hash: what is compared are hashes
  provider.Client.prototype.compareClientSecret = function compare(this: { clientSecret?: string }, given: string) {
    const kept = Buffer.from(this.clientSecret ?? '', 'hex')
    const shown = createHash('sha256').update(given).digest()
    return kept.length === shown.length && timingSafeEqual(kept, shown)
  }
  // the address that people see, whatever the request says of itself
  provider.proxy = true
  return provider
}

const fixed: Configuration = {
  scopes: ['openid', 'offline_access', ...permissions()],
  claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
  responseTypes: ['code'],
  clientAuthMethods: ['none', 'client_secret_basic', 'client_secret_post'],
  clientDefaults: { id_token_signed_response_alg: 'ES256' },
  extraClientMetadata: { properties: ['organization_id'] },
  pkce: { required: () => true },
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  allowOmittingSingleRegisteredRedirectUri: false,
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
    revocation: { enabled: true, allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId },
  },
  routes: {
    authorization: '/authorize',
    token: '/token',
    userinfo: '/userinfo',
    jwks: '/jwks',
    introspection: '/introspection',
    revocation: '/revocation',
  },
  ttl: {
    AccessToken: lifetimes.accessToken,
    AuthorizationCode: lifetimes.authorizationCode,
    IdToken: lifetimes.idToken,
    Interaction: lifetimes.interaction,
    Session: lifetimes.interaction,
    RefreshToken: lifetimes.refreshToken,
    Grant: lifetimes.grant,
  },
}

function cookiesOf({ config, master }: Answers): Configuration['cookies'] {
  const common = { httpOnly: true, sameSite: 'lax', secure: config.origin.startsWith('https:'), signed: true } as const
  return {
    names: {
      session: 'polyclinic.oauth',
      interaction: 'polyclinic.oauth_question',
      resume: 'polyclinic.oauth_resume',
    },
    long: common,
    short: common,
    keys: [cookieKey(master)],
  }
}

/** Applications are read only: organizations let them in through our own API. */
function clientsOf({ findClient }: Answers): Adapter {
  const never = async () => {
    throw new Error('applications are registered through the API')
  }
  return {
    async find(id) {
      const row = await findClient(id)
      return row && ({ ...metadataOf(row) } as never)
    },
    upsert: never,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    consume: never,
    destroy: never,
    revokeByGrantId: never,
  }
}

const metadataOf = (row: ClientRow): ClientMetadata => ({
  client_id: row.id,
  client_name: row.name,
  organization_id: row.organization_id,
  application_type: isNative(row.redirect_uris, row.secret_hash !== null) ? 'native' : 'web',
  redirect_uris: row.redirect_uris,
  response_types: ['code'],
  response_modes: ['query'],
  grant_types: ['authorization_code', 'refresh_token'],
  scope: [...personalScopes, ...row.scopes].join(' '),
  token_endpoint_auth_method: row.secret_hash ? 'client_secret_basic' : 'none',
  ...(row.secret_hash && { client_secret: row.secret_hash.toString('hex') }),
})

/** Who is signed in, who may go on without a question, and where questions are asked. */
function decidedByUs({ base, Check }: Policy, answers: Answers): Configuration {
  const { config, master } = answers
  const whoByContext = new WeakMap<object, Promise<Here | undefined>>()
  const here = (ctx: KoaContextWithOIDC) => {
    const known = whoByContext.get(ctx) ?? answers.whoIsHere(ctx.get('cookie'))
    whoByContext.set(ctx, known)
    return known
  }
  const prompts = base()
  prompts.get('login')?.checks.add(
    new Check('signed_in_here', 'the person who is signed in is another one, or may not come in', async (ctx) => {
      const who = await here(ctx)
      if (!who || who.accountId !== ctx.oidc.session?.accountId) return true
      const standing = await answers.standingOf(who.accountId, organizationOf(ctx))
      return !standing.isMember || (standing.needsSecondFactor && !who.hasSecondFactor)
    }),
  )
  return {
    interactions: {
      policy: prompts,
      url(ctx, { uid }) {
        ctx.cookies.set(consentCookieName, consentSeal(master, uid), {
          path: consentCookiePath(uid),
          httpOnly: true,
          sameSite: 'lax',
          secure: config.origin.startsWith('https:'),
          signed: false,
          maxAge: lifetimes.interaction * 1000,
        })
        return `${config.origin}/consent/${uid}`
      },
    },
    // runs before the library asks who is signed in: our own session says it
    extraParams: {
      polyclinic: async (ctx) => {
        const who = await here(ctx)
        if (who) ctx.oidc.session?.loginAccount({ accountId: who.accountId, loginTs: who.provedAt })
      },
    },
    async loadExistingGrant(ctx) {
      const { account, client, provider, result } = ctx.oidc
      if (!account || !client) return undefined
      const id = result?.consent?.grantId ?? (await answers.findGrant(account.accountId, client.clientId))
      return id ? provider.Grant.find(id) : undefined
    },
    async findAccount(ctx, sub) {
      const person = await answers.findPerson(sub)
      if (!person || !ctx.oidc.client) return undefined
      const { isMember } = await answers.standingOf(sub, organizationOf(ctx))
      if (!isMember) return undefined
      const { name, email, email_verified } = person
      return { accountId: sub, claims: () => ({ sub, name, email, email_verified }) }
    },
  }
}
