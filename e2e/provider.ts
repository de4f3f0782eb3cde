import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface LocalProvider {
  issuer: string
  /** The setting by which the product offers it. */
  setting: string
  stop(): Promise<void>
}

export const providerName = 'Hospital sign-in'
const clientId = 'polyclinic'
const clientSecret = 'a secret between the two of them, for journeys alone'

/** `callback` is where the product is sent back to; its port must be known before either starts. */
export async function startProvider(callback: string): Promise<LocalProvider> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [callback] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `${id} of the hospital`, email: `${id}@hospital.example`, email_verified: true }),
    }),
  })
  server.on('request', provider.callback())
  return {
    issuer,
    setting: JSON.stringify([{ id: 'hospital', kind: 'other', name: providerName, issuer, clientId, clientSecret }]),
    async stop() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}
