import * as oidc from 'openid-client'
import type { Config } from '../../../kit/config/config.ts'
import type { SignInProvider } from '../../../kit/config/sign-in-providers.ts'
import { appleClientSecret, identityOf, type Identity } from './rules.ts'
import { codeOf } from '../../../kit/thrown.ts'

export interface Journey {
  state: string
  nonce: string
  verifier: string
}

/** Seconds that a provider may take for one answer. */
const patience = 10

/** Providers whose own description was read in this process; a failed reading is forgotten. */
const described = new WeakMap<Config, Map<string, Promise<oidc.Configuration>>>()

function describe(config: Config, provider: SignInProvider): Promise<oidc.Configuration> {
  const known = described.get(config) ?? new Map<string, Promise<oidc.Configuration>>()
  described.set(config, known)
  let found = known.get(provider.id)
  if (!found) {
    found = discover(provider)
    known.set(provider.id, found)
    found.catch(() => known.delete(provider.id))
  }
  return found
}

const discover = (provider: SignInProvider) =>
  oidc.discovery(new URL(provider.issuer), provider.clientId, undefined, clientAuthentication(provider), {
    timeout: patience,
    // the signature counts even where the transport alone would be trusted (OpenID Connect Core §3.1.3.7, 6)
    execute: [
      oidc.enableNonRepudiationChecks,
      ...(provider.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []),
    ],
  })

function clientAuthentication(provider: SignInProvider): oidc.ClientAuth {
  if (provider.kind === 'apple')
    return (_server, client, body) => {
      body.set('client_id', client.client_id)
      body.set('client_secret', appleClientSecret(provider, Math.floor(Date.now() / 1000)))
    }
  const { clientSecret } = provider
  if (!clientSecret) return oidc.None()
  const [post, basic] = [oidc.ClientSecretPost(clientSecret), oidc.ClientSecretBasic(clientSecret)]
  return (server, ...rest) => {
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post')
    return (takesPost ? post : basic)(server, ...rest)
  }
}

export const callbackAddress = ({ origin }: Config, provider: SignInProvider) =>
  `${origin}/api/sign-in/callback/${provider.id}`

/** Begins: the address to send the browser to, and what it must come back with. `anew`: nobody is to be remembered there. */
export async function beginJourney(
  config: Config,
  provider: SignInProvider,
  anew = false,
): Promise<{ url: string; journey: Journey }> {
  const server = await describe(config, provider)
  const journey = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
  const url = oidc.buildAuthorizationUrl(server, {
    redirect_uri: callbackAddress(config, provider),
    // Apple answers with a form where more than the subject is asked
    scope: provider.kind === 'apple' ? 'openid name email' : 'openid profile email',
    ...(provider.kind === 'apple' && { response_mode: 'form_post' }),
    // Google knows no `login`
    ...(anew && { max_age: '0', prompt: provider.kind === 'google' ? 'select_account' : 'login' }),
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, journey }
}

/** Ends: state, issuer, code, PKCE, the ID token's signature, audience, time and nonce are checked by the library. */
export async function endJourney(
  config: Config,
  provider: SignInProvider,
  back: URL,
  { state, nonce, verifier }: Journey,
): Promise<Identity | undefined> {
  const server = await describe(config, provider)
  const tokens = await oidc.authorizationCodeGrant(server, back, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  const claims = tokens.claims()
  if (!claims) return undefined
  const more =
    claims.email === undefined && server.serverMetadata().userinfo_endpoint
      ? await oidc.fetchUserInfo(server, tokens.access_token, claims.sub)
      : {}
  return identityOf({ ...more, ...claims }, back.searchParams.get('name') ?? undefined)
}

export const isCancelled = (error: unknown) =>
  error instanceof oidc.AuthorizationResponseError &&
  ['access_denied', 'user_cancelled_authorize', 'user_cancelled_login'].includes(error.error)

export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'error' in error && typeof error.error === 'string') return error.error.slice(0, 60)
  return codeOf(error)?.slice(0, 60) ?? 'unreachable'
}
