import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export interface Resident {
  email?: string
  email_verified?: boolean
  name?: string
}

/** A real provider of OpenID Connect on this machine, at which whoever is told signs in by itself. */
export interface TestProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who they are, by subject. */
  people: Map<string, Resident>
  visitor: string | undefined
  /** Whether it hands out a key that it does not sign with. */
  liesAboutKeys: boolean
  /** Goes to the address as a browser would; answers the address that it is sent back to. */
  visit(url: string): Promise<URL>
  close(): Promise<void>
}

const clientId = 'polyclinic'
const clientSecret = 'a secret between the two of us, long enough'

function signingKey() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const about = { kid: 'one', alg: 'RS256', use: 'sig' }
  return {
    secret: { ...privateKey.export({ format: 'jwk' }), ...about },
    open: { ...publicKey.export({ format: 'jwk' }), ...about },
  }
}

export async function openProvider(redirectUris: string[]): Promise<TestProvider> {
  const [key, otherKey] = [signingKey(), signingKey()]
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, Resident>()
  const provider = new Provider(issuer, configuration(key.secret, redirectUris, people))
  const answer = provider.callback()

  async function interact(request: IncomingMessage, response: ServerResponse) {
    const { prompt, params, session, grantId } = await provider.interactionDetails(request, response)
    if (!test.visitor)
      return provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no' })
    if (prompt.name === 'login')
      return provider.interactionFinished(request, response, { login: { accountId: test.visitor } })
    const grant =
      (grantId && (await provider.Grant.find(grantId))) ||
      new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params.client_id) })
    grant.addOIDCScope('openid profile email')
    return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } })
  }

  server.on('request', (request, response) => {
    if (request.url?.startsWith('/interaction/')) void interact(request, response)
    else if (request.url === '/jwks' && test.liesAboutKeys)
      response.setHeader('content-type', 'application/jwk-set+json').end(JSON.stringify({ keys: [otherKey.open] }))
    else void answer(request, response)
  })

  const test: TestProvider = {
    issuer,
    clientId,
    clientSecret,
    people,
    visitor: undefined,
    liesAboutKeys: false,
    visit: (url) => visit(issuer, url),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return test
}

const configuration = (key: object, redirectUris: string[], people: Map<string, Resident>): Configuration => ({
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      redirect_uris: redirectUris,
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  jwks: { keys: [key as never] },
  cookies: { keys: ['test'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  pkce: { required: () => true },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
})

/** Follows redirects with the provider's own cookies until they lead elsewhere. */
async function visit(issuer: string, url: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let steps = 0; steps < 10; steps++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    at = new URL(location, at)
    if (at.origin !== issuer) return at
  }
  throw new Error('the provider goes round in circles')
}
