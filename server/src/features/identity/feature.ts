import type { Feature } from '../../kit/feature.ts'
import { inControlDatabase } from '../../kit/jobs/jobs.ts'
import { sendAccountMails } from './account-mails/jobs.ts'
import { serveAccounts } from './accounts/routes.ts'
import { sweepCeremonies } from './ceremonies/jobs.ts'
import { deskRoutes, waysInRoutes } from './desk/routes.ts'
import { emailChangeRoutes } from './email-changes/routes.ts'
import { factorRoutes } from './factors/routes.ts'
import { meRoutes } from './me/routes.ts'
import { sweepDeletions } from './own-data/jobs.ts'
import { ownDataRoutes } from './own-data/routes.ts'
import { passwordRoutes } from './passwords/routes.ts'
import { serveProviderCallbacks } from './providers/pages.ts'
import { sweepSessions } from './sessions/jobs.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { signInRoutes } from './sign-in/routes.ts'
import { serveVerifications } from './verifications/pages.ts'

export const identity: Feature = {
  name: 'identity',
  owns: [
    'auth.account',
    'auth.ceremony',
    'auth.device',
    'auth.guess',
    'auth.jwks',
    'auth.known_device',
    'auth.passkey',
    'auth.pin',
    'auth.rate_limit',
    'auth.recovery_code',
    'auth.seat',
    'auth.security_event',
    'auth.session',
    'auth.totp',
    'auth.user',
    'auth.verification',
    'control.account_directory',
    'control.accounts',
    'control.account_messages',
  ],
  publishes: ['auth.session', 'auth.user', 'control.accounts', 'control.account_directory'],
  routes: {
    account: { ...passwordRoutes, ...emailChangeRoutes, ...ownDataRoutes },
    desk: deskRoutes,
    factors: factorRoutes,
    me: meRoutes,
    sessions: sessionRoutes,
    signIn: { ...waysInRoutes, ...signInRoutes },
  },
  pages: [serveAccounts, serveVerifications, serveProviderCallbacks],
  sweeps: [sweepSessions, sweepCeremonies, sweepDeletions, sendAccountMails].map(inControlDatabase),
}
