import { extend } from '../../kit/extension.ts'
import type { Feature } from '../../kit/feature.ts'
import { endsOfAccount, keptOfSignIns } from '../identity/public.ts'
import { serveAccounts } from './better-auth/routes.ts'
import { removeAllFactors } from './factors/actions.ts'
import { keptOfFactors } from './factors/queries.ts'
import { factorRoutes } from './factors/routes.ts'
import { endedGuesses } from './guesses/jobs.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { passwordRoutes } from './passwords/routes.ts'
import { pinRoutes } from './pins/routes.ts'
import { proofRoutes } from './proofs/routes.ts'
import { serveProviderCallbacks } from './providers/pages.ts'
import { beginProviderSignIn, providerRoutes } from './providers/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { totpRoutes } from './totp/routes.ts'
import { serveVerifications } from './verifications/pages.ts'

export const factors: Feature = {
  name: 'factors',
  tier: 0,
  owns: ['auth.account', 'auth.guess', 'auth.passkey', 'auth.pin', 'auth.recovery_code', 'auth.totp'],
  routes: {
    factors: { ...factorRoutes, ...proofRoutes },
    passkeys: passkeyRoutes,
    passwords: passwordRoutes,
    pins: pinRoutes,
    providers: providerRoutes,
    signIn: { ...signInRoutes, withProvider: beginProviderSignIn },
    totp: totpRoutes,
  },
  pages: [serveAccounts, serveVerifications, serveProviderCallbacks],
  due: [endedGuesses],
  extensions: [extend(keptOfSignIns, keptOfFactors), extend(endsOfAccount, removeAllFactors)],
}
