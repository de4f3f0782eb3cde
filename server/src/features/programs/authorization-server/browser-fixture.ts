import * as client from 'openid-client'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'
import { sessionCookie } from '../../../testing/callers.ts'
import { freePort } from '../../../testing/free-port.ts'

/** A world that listens on a real port under its own origin, as libraries of others need it. */
export async function listeningWorld(env: Record<string, string> = {}): Promise<World & { origin: string }> {
  const port = await freePort()
  const world = await createWorld({ PORT: String(port), ...env })
  await world.application.http?.listen({ port, host: '127.0.0.1' })
  return { ...world, origin: `http://localhost:${port}` }
}

export interface Browser {
  /** Follows nothing by itself. */
  go(url: string, options?: { method?: string; body?: unknown; headers?: Record<string, string> }): Promise<Response>
  /** Becomes somebody else's, as after a sign-in; nobody's without a person. */
  signIn(person?: Person): Promise<void>
  cookies: Map<string, { value: string; path: string }>
}

export async function browserOf(world: World, person?: Person): Promise<Browser> {
  const { origin } = world.application.platform.config
  const cookies: Browser['cookies'] = new Map()
  const browser: Browser = {
    cookies,
    async signIn(who) {
      cookies.delete('polyclinic.session_token /')
      if (!who) return
      const { rows } = await world.owner.query<{ token: string }>('select token from auth.session where user_id = $1', [
        who.accountId,
      ])
      keep(cookies, sessionCookie(world, rows[0]?.token ?? ''))
    },
    async go(url, { method = 'GET', body, headers = {} } = {}) {
      const address = new URL(url, origin)
      const sent = [...cookies]
        .filter(([, { path }]) => address.pathname.startsWith(path))
        .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      const answer = await fetch(address, {
        method,
        redirect: 'manual',
        headers: {
          cookie: sent.join('; '),
          accept: 'text/html,application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      for (const each of answer.headers.getSetCookie()) keep(cookies, each)
      return answer
    },
  }
  await browser.signIn(person)
  return browser
}

function keep(cookies: Browser['cookies'], header: string): void {
  const [pair = '', ...attributes] = header.split('; ')
  const at = pair.indexOf('=')
  const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/'
  cookies.set(`${pair.slice(0, at)} ${path}`, { value: pair.slice(at + 1), path })
}

export interface RegisteredApp {
  id: string
  secret?: string
}

export async function registerApp(
  organization: TestOrganization,
  options: { redirectUris?: string[]; scopes?: string[]; isConfidential?: boolean; name?: string } = {},
): Promise<RegisteredApp> {
  const answer = await organization.owner.post('/apps', {
    name: options.name ?? 'Calendar Bridge',
    redirectUris: options.redirectUris ?? ['https://app.example/callback'],
    scopes: options.scopes ?? ['patients.read', 'appointments.read', 'members.manage'],
    isConfidential: options.isConfidential ?? false,
  })
  if (answer.status !== 201) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body as RegisteredApp
}

/** The published client, as an application's makers would set it up: everything else it learns by discovery. */
export const configured = (world: World, { id, secret }: RegisteredApp) =>
  client.discovery(
    new URL(`${world.application.platform.config.origin}/oauth`),
    id,
    undefined,
    secret ? client.ClientSecretBasic(secret) : client.None(),
    { execute: [client.allowInsecureRequests] },
  )

export const redirectUri = 'https://app.example/callback'

export interface Asked {
  verifier: string
  state: string
  nonce: string
  url: string
}

export async function asks(config: client.Configuration, parameters: Record<string, string> = {}): Promise<Asked> {
  const verifier = client.randomPKCECodeVerifier()
  const [state, nonce] = [client.randomState(), client.randomNonce()]
  const scope = parameters.scope ?? 'openid patients.read'
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: redirectUri,
    scope,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    ...(scope.includes('openid') && { nonce }),
    ...parameters,
  })
  return { verifier, state, nonce, url: url.href }
}

export const uidIn = (answer: Response) => /\/consent\/([\w-]+)$/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''

/** Sends the browser through consent, where it is asked for; answers the address that it comes back to the application with. */
export async function allowed(browser: Browser, url: string, scopes?: string[]): Promise<URL> {
  const first = await browser.go(url)
  const uid = uidIn(first)
  if (!uid) return new URL(first.headers.get('location') ?? '', 'http://nowhere')
  const answer = await browser.go(`/api/v1/consents/${uid}/decision`, {
    method: 'POST',
    body: { allow: true, ...(scopes && { scopes }) },
  })
  const body = (await answer.json()) as { url?: string }
  if (!body.url) throw new Error(`${answer.status} ${JSON.stringify(body)}`)
  const back = await browser.go(body.url)
  return new URL(back.headers.get('location') ?? '', 'http://nowhere')
}

/** The whole way: question, consent, code, tokens. */
export async function connected(
  config: client.Configuration,
  browser: Browser,
  parameters: Record<string, string> = {},
  scopes?: string[],
) {
  const asked = await asks(config, parameters)
  const back = await allowed(browser, asked.url, scopes)
  return client.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: asked.verifier,
    expectedState: asked.state,
    ...((parameters.scope ?? 'openid').includes('openid') && { expectedNonce: asked.nonce }),
  })
}
