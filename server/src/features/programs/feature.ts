import { endsOfAccount, keptOfAccounts, keptOfSignIns, programSecrets } from '../identity/public.ts'
import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { endsOfOrganization, reviewedPrograms } from '../organizations/public.ts'
import { revokeAllKeys } from './api-keys/actions.ts'
import { callerByKey, keysMadeBy, listApiKeys } from './api-keys/queries.ts'
import { apiKeyRoutes } from './api-keys/routes.ts'
import { isApiKey } from './api-keys/rules.ts'
import { apiKeyView } from './api-keys/view.ts'
import { removeAllApps } from './apps/actions.ts'
import { listApps } from './apps/queries.ts'
import { appRoutes } from './apps/routes.ts'
import { appView } from './apps/view.ts'
import { endedOauthRecords } from './authorization-server/jobs.ts'
import { callerByAccessToken } from './authorization-server/queries.ts'
import { serveAuthorizationServer } from './authorization-server/routes.ts'
import { isAccessToken } from './authorization-server/rules.ts'
import { disconnectAllApps } from './connected-apps/actions.ts'
import { listConnected } from './connected-apps/queries.ts'
import { connectedAppRoutes } from './connected-apps/routes.ts'
import { tokenRoutes } from './tokens/routes.ts'

export const programs: Feature = {
  name: 'programs',
  tier: 0,
  owns: ['auth.oauth_record', 'auth.refresh_token', 'control.api_keys', 'control.oauth_clients'],
  leftBehind: {
    'control.api_keys.secret_hash': 'a hash of a secret',
    'control.api_keys.starts_with': 'the beginning of a secret',
    'control.oauth_clients.secret_hash': 'a hash of a secret',
  },
  routes: { apiKeys: apiKeyRoutes, apps: appRoutes, connectedApps: connectedAppRoutes, tokens: tokenRoutes },
  pages: [serveAuthorizationServer],
  due: [endedOauthRecords],
  extensions: [
    extend(programSecrets, {
      isSuch: isApiKey,
      findCaller: callerByKey,
      refusal: 'key-refused',
      reason: 'unknown, expired or revoked',
    }),
    extend(programSecrets, {
      isSuch: isAccessToken,
      findCaller: callerByAccessToken,
      refusal: 'token-refused',
      reason: 'unknown or expired',
    }),
    extend(reviewedPrograms, async (control, organizationId, madeBy) => ({
      keys: (await listApiKeys(control, organizationId))
        .filter(({ created_by }) => madeBy?.has(created_by) ?? true)
        .map(apiKeyView),
      apps: (await listApps(control, organizationId)).map(appView),
    })),
    extend(endsOfOrganization, async (control, organizationId) => {
      await revokeAllKeys(control, organizationId)
      await removeAllApps(control, organizationId)
    }),
    extend(keptOfAccounts, keysMadeBy),
    extend(keptOfSignIns, async (accounts, accountId) => ({ connectedApps: await listConnected(accounts, accountId) })),
    extend(endsOfAccount, disconnectAllApps),
  ],
}
