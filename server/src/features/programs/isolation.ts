import { unknownToken, type Isolation, type Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    app: string
    apiKey: string
  }
}

const samples: Samples<'programs'> = {
  'programs.apiKeys.list': () => ({}),
  'programs.apiKeys.create': () => ({ body: { name: 'New', permissions: ['patients.read'], days: 1 } }),
  'programs.apiKeys.revoke': (ids) => ({ params: { id: ids.apiKey } }),
  'programs.apps.list': () => ({}),
  'programs.apps.create': () => ({
    body: {
      name: 'New',
      redirectUris: ['https://new.test/callback'],
      scopes: ['patients.read'],
      isConfidential: false,
    },
  }),
  'programs.apps.remove': (ids) => ({ params: { id: ids.app } }),
  'programs.connectedApps.list': () => ({}),
  'programs.connectedApps.disconnect': (ids) => ({ params: { id: ids.app } }),
  'programs.connectedApps.consent': () => ({ params: { uid: unknownToken } }),
  'programs.connectedApps.decide': () => ({ params: { uid: unknownToken }, body: { allow: true } }),
  'programs.tokens.create': () => ({ body: { name: 'A program' } }),
  'programs.tokens.refresh': () => ({ body: { refreshToken: unknownToken } }),
}

export const isolation: Isolation = {
  async seed({ made, canary }) {
    const app = await made('/apps', {
      name: `App ${canary}`,
      redirectUris: [`https://${canary}.test/callback`],
      scopes: ['patients.read'],
      isConfidential: false,
    })
    const apiKey = await made('/api-keys', { name: `Key ${canary}`, permissions: ['patients.read'], days: 1 })
    return { app: app.id, apiKey: apiKey.id }
  },
  samples,
}
